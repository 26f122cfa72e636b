package flamingo.benchmark.workload;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All workloads by name. */
public final class Workloads {
  private static final int LATENTS = 64;
  private static final int MOST_LATENTS = 4096;
  private static final Pattern RESAMPLER_TOKENS = Pattern.compile("resampler-tokens-([0-9]{1,4})");

  private Workloads() {}

  /** Those that are usually measured. */
  public static List<Workload> usual() {
    return List.of(
        new ResamplerWorkload("resampler", LATENTS),
        withLatents(32),
        withLatents(16),
        new SelfAttentionWorkload(),
        new GatedCrossAttentionWorkload());
  }

  /** One of {@link #usual}, or {@code resampler-tokens-R} with any R from 1 to 4096. */
  public static Optional<Workload> named(String name) {
    Matcher tokens = RESAMPLER_TOKENS.matcher(name);
    if (tokens.matches()) {
      int latents = Integer.parseInt(tokens.group(1));
      return latents < 1 || latents > MOST_LATENTS
          ? Optional.empty()
          : Optional.of(withLatents(latents));
    }
    return usual().stream().filter(workload -> workload.name().equals(name)).findFirst();
  }

  private static Workload withLatents(int latents) {
    return new ResamplerWorkload("resampler-tokens-" + latents, latents);
  }
}
