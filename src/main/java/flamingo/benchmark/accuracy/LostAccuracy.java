package flamingo.benchmark.accuracy;

import flamingo.benchmark.Interval;
import java.util.List;

/** How many right answers one plan loses against another on the same requests. */
public final class LostAccuracy {
  private static final double Z = 1.959964;
  private static final int PERCENT = 100;

  /** Added to each cell of the table of both plans' answers, four in all. */
  private static final double PRIOR = 0.5;

  private LostAccuracy() {}

  /**
   * Points of accuracy, 100 for all of it, with the 95% interval for matched pairs.
   *
   * @throws IllegalArgumentException if they did not answer the same requests
   * @see <a href="https://doi.org/10.1002/sim.1781">Agresti and Min 2005, adjusted Wald
   *     interval</a>
   */
  public static Interval between(List<Boolean> before, List<Boolean> after) {
    if (before.size() != after.size() || before.isEmpty()) {
      throw new IllegalArgumentException(
          "%d and %d answers cannot be compared one by one."
              .formatted(before.size(), after.size()));
    }
    int lost = 0;
    int gained = 0;
    for (int i = 0; i < before.size(); i++) {
      lost += before.get(i) && !after.get(i) ? 1 : 0;
      gained += after.get(i) && !before.get(i) ? 1 : 0;
    }
    double total = before.size() + 4 * PRIOR;
    double difference = (lost - gained) / total;
    double spread = (lost + gained + 2 * PRIOR) / total - difference * difference;
    double half = Z * Math.sqrt(spread / total);
    return new Interval(
        PERCENT * (double) (lost - gained) / before.size(),
        PERCENT * (difference - half),
        PERCENT * (difference + half));
  }
}
