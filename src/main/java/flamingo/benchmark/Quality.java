package flamingo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far paired times can be trusted.
 *
 * @param steady whether the times had settled when measuring began
 * @param outliers times of either variant that lie more than three interquartile ranges outside
 *     their quartiles (Tukey's far-out values); they stay in, as medians bear them
 * @param samples of both variants together
 * @param drift the baseline's median in the last third of the measurement over that in the first;
 *     above 1, the machine became slower
 * @param width of the speed-up's 95% interval, as a share of the speed-up
 */
public record Quality(boolean steady, int outliers, int samples, double drift, double width) {
  private static final double FAR_OUT = 3;
  private static final double MOST_OUTLIERS = 0.05;
  private static final double MOST_DRIFT = 0.1;
  private static final double WIDEST = 0.2;
  private static final int PARTS = 3;
  private static final double LOWER = 0.25;
  private static final double UPPER = 0.75;
  private static final int PERCENT = 100;

  static Quality of(PairedTimes times) {
    Interval speedup = times.speedup();
    return new Quality(
        times.steady(),
        outliers(times.baseline()) + outliers(times.variant()),
        times.baseline().size() + times.variant().size(),
        drift(times.baseline()),
        (speedup.high() - speedup.low()) / speedup.value());
  }

  /** What a reader must know, a sentence each, with what to do about it; none where all is well. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!steady) {
      warnings.add(
          "The times had not settled when measuring began; take them with care or measure again.");
    }
    if (outliers > MOST_OUTLIERS * samples) {
      warnings.add(
          "%d of %d times are far off the others; other programs may be at work."
              .formatted(outliers, samples));
    }
    if (Math.abs(drift - 1) > MOST_DRIFT) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The machine became %.0f%% %s while measuring; %s.",
              PERCENT * Math.abs(drift - 1),
              drift > 1 ? "slower" : "faster",
              drift > 1
                  ? "it may throttle: let it cool, or close other programs"
                  : "it was busy before: measure again"));
    }
    if (isNoisy()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Too noisy: the speed-up is known to %.0f%% only; close other programs or take more samples.",
              PERCENT * width));
    }
    return warnings;
  }

  /** Whether the interval is too wide to rely on the speed-up's size. */
  public boolean isNoisy() {
    return width > WIDEST;
  }

  private static int outliers(List<Double> times) {
    double lower = Statistics.quantile(times, LOWER);
    double upper = Statistics.quantile(times, UPPER);
    double fence = FAR_OUT * (upper - lower);
    return (int)
        times.stream().filter(time -> time < lower - fence || time > upper + fence).count();
  }

  private static double drift(List<Double> times) {
    int part = Math.max(1, times.size() / PARTS);
    return Statistics.median(times.subList(times.size() - part, times.size()))
        / Statistics.median(times.subList(0, part));
  }
}
