package flamingo.benchmark.workload;

import flamingo.benchmark.workload.OpenFlamingoWorkload.Stage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All workloads by name. */
public final class Workloads {
  private static final int LATENTS = 64;
  private static final int MOST_LATENTS = 4096;
  private static final int MOST_IMAGES = 256;
  private static final int MOST_SHOTS = 64;
  private static final Pattern SIZED =
      Pattern.compile("(resampler-tokens|gated-xattn|vit-l14)-([0-9]{1,4})");
  private static final Pattern OPEN_FLAMINGO =
      Pattern.compile(
          "(of3b|of4b|of9b)(?:-(encode|prefill|decode|generate|question|beam3-generate)-([0-9]{1,4}))?");

  private Workloads() {}

  /** Those that are usually measured. */
  public static List<Workload> usual() {
    return List.of(
        new ResamplerWorkload("resampler", LATENTS),
        withLatents(32),
        withLatents(16),
        new SelfAttentionWorkload(),
        new GatedCrossAttentionWorkload("gated-xattn", LATENTS),
        new VisionWorkload(1),
        new VisionWorkload(4),
        new OpenFlamingoWorkload(OpenFlamingoSize.OF3B, Stage.ENCODE, 0),
        new OpenFlamingoWorkload(OpenFlamingoSize.OF3B, Stage.PREFILL, 8),
        new OpenFlamingoWorkload(OpenFlamingoSize.OF3B, Stage.DECODE, 8),
        new OpenFlamingoWorkload(OpenFlamingoSize.OF3B, Stage.GENERATE, 8),
        new OpenFlamingoWorkload(OpenFlamingoSize.OF3B, Stage.QUESTION, 8),
        OpenFlamingoWorkload.usual(OpenFlamingoSize.OF3B),
        OpenFlamingoWorkload.usual(OpenFlamingoSize.OF4B),
        OpenFlamingoWorkload.usual(OpenFlamingoSize.OF9B),
        new StudyMiniFlamingoWorkload());
  }

  /** How to name those that come in any size. */
  public static List<String> patterns() {
    return List.of(
        "resampler-tokens-R",
        "gated-xattn-R",
        "vit-l14-N",
        "of3b-prefill-S",
        "of3b-decode-S",
        "of3b-generate-S",
        "of3b-question-S",
        "of3b-beam3-generate-S",
        "the same with of4b or of9b",
        "gemm-MxKxN",
        "gemm-MxKxN-bias-gelu");
  }

  /** One of {@link #usual}, or one of {@link #patterns} with its sizes. */
  public static Optional<Workload> named(String name) {
    return usual().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .or(() -> sized(name))
        .or(() -> openFlamingo(name))
        .or(() -> GemmWorkload.named(name));
  }

  private static Optional<Workload> sized(String name) {
    Matcher matcher = SIZED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int size = Integer.parseInt(matcher.group(2));
    return switch (matcher.group(1)) {
      case "resampler-tokens" -> within(1, size, MOST_LATENTS).map(Workloads::withLatents);
      case "gated-xattn" ->
          within(1, size, MOST_LATENTS)
              .map(tokens -> new GatedCrossAttentionWorkload("gated-xattn-" + tokens, tokens));
      default -> within(1, size, MOST_IMAGES).map(VisionWorkload::new);
    };
  }

  private static Optional<Workload> openFlamingo(String name) {
    Matcher matcher = OPEN_FLAMINGO.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    OpenFlamingoSize size = OpenFlamingoSize.of(matcher.group(1));
    if (matcher.group(2) == null) {
      return Optional.of(OpenFlamingoWorkload.usual(size));
    }
    Stage stage = Stage.named(matcher.group(2));
    int number = Integer.parseInt(matcher.group(3));
    return stage == Stage.ENCODE
        ? within(1, number, 1).map(one -> new OpenFlamingoWorkload(size, stage, 0))
        : within(0, number, MOST_SHOTS).map(shots -> new OpenFlamingoWorkload(size, stage, shots));
  }

  private static Optional<Integer> within(int least, int size, int most) {
    return size < least || size > most ? Optional.empty() : Optional.of(size);
  }

  private static Workload withLatents(int latents) {
    return new ResamplerWorkload("resampler-tokens-" + latents, latents);
  }
}
