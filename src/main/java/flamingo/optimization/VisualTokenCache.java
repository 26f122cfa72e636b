package flamingo.optimization;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import java.util.List;
import java.util.Locale;

/** Keeps what was computed of an image, found again by the hash of its pixels. */
final class VisualTokenCache implements Optimization {
  static final Choice<CacheLevel> LEVEL =
      Choice.of(
          "level",
          List.of(CacheLevel.KV, CacheLevel.TOKENS),
          level -> level.name().toLowerCase(Locale.ROOT));
  static final Choice<Integer> MEGABYTES = Choice.of("megabytes", 16, 64, 256, 1024).initially(64);

  private static final long MEGABYTE = 1_000_000;

  @Override
  public Description description() {
    return Description.exact("cache", LEVEL, MEGABYTES);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withCache(settings.get(LEVEL), settings.get(MEGABYTES) * MEGABYTE);
  }
}
