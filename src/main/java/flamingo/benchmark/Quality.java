package flamingo.benchmark;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  static Quality of(PairedTimes times) {
    Interval speedup = times.speedup();
    return new Quality(
        times.steady(),
        outliers(times.baseline()) + outliers(times.variant()),
        times.baseline().size() + times.variant().size(),
        drift(times.baseline()),
        (speedup.high() - speedup.low()) / speedup.value());
  }

  /** What is wrong with the times; nothing where all is well. */
  public Set<Flaw> flaws() {
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    addIf(!steady, Flaw.UNSTEADY, flaws);
    addIf(outliers > MOST_OUTLIERS * samples, Flaw.OUTLIERS, flaws);
    addIf(drift > 1 + MOST_DRIFT, Flaw.SLOWING, flaws);
    addIf(drift < 1 - MOST_DRIFT, Flaw.QUICKENING, flaws);
    addIf(width > WIDEST, Flaw.NOISY, flaws);
    return flaws;
  }

  private static void addIf(boolean found, Flaw flaw, Set<Flaw> flaws) {
    if (found) {
      flaws.add(flaw);
    }
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
