package flamingo.benchmark.accuracy;

import flamingo.benchmark.Interval;
import java.util.List;

/**
 * How many of some requests were answered right.
 *
 * @param right answered right
 * @param asked in all
 */
public record Tally(int right, int asked) {
  private static final double Z = 1.959964;

  static final Tally NONE = new Tally(0, 0);

  /** Of answers, true where they are right. */
  public static Tally of(List<Boolean> answers) {
    return new Tally((int) answers.stream().filter(right -> right).count(), answers.size());
  }

  Tally plus(boolean another) {
    return new Tally(right + (another ? 1 : 0), asked + 1);
  }

  /**
   * The share, 0 to 1, with Wilson's 95% score interval.
   *
   * @throws IllegalStateException if nothing was asked
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
   */
  public Interval share() {
    if (asked == 0) {
      throw new IllegalStateException("A share of no requests is none.");
    }
    double share = (double) right / asked;
    double spread = Z * Z / asked;
    double centre = share + spread / 2;
    double half = Math.sqrt(spread * (share * (1 - share) + spread / 4));
    return new Interval(
        share,
        Math.max(0, (centre - half) / (1 + spread)),
        Math.min(1, (centre + half) / (1 + spread)));
  }
}
