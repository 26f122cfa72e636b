package flamingo.benchmark;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How something grows: {@code y = c x^exponent}, fitted by least squares of the logarithms.
 *
 * @param exponent with the 95% interval of the slope by Student's t; it takes the deviations from
 *     the law for chance, so that a bend in the data widens it
 * @param points that were fitted
 */
public record PowerLaw(Interval exponent, int points) {
  /** Two points lie on every line and say nothing about its uncertainty. */
  public static final int LEAST_POINTS = 3;

  /** Below the upper end of a 95% interval. */
  private static final double SHARE = 0.975;

  /**
   * @param x positive, as many as {@code y}, not all alike
   * @param y positive
   * @throws IllegalArgumentException if there are fewer than three points, or one has no logarithm
   */
  public static PowerLaw fit(List<Double> x, List<Double> y) {
    requireFittable(x, y);
    double[] u = x.stream().mapToDouble(Math::log).toArray();
    double[] v = y.stream().mapToDouble(Math::log).toArray();
    double meanU = mean(u);
    double meanV = mean(v);
    double spread = sum(u.length, i -> (u[i] - meanU) * (u[i] - meanU));
    double slope = sum(u.length, i -> (u[i] - meanU) * (v[i] - meanV)) / spread;
    double rest = sum(u.length, i -> Math.pow(v[i] - meanV - slope * (u[i] - meanU), 2));
    int freedom = u.length - 2;
    double student = new TDistribution(freedom).inverseCumulativeProbability(SHARE);
    double half = student * Math.sqrt(rest / freedom / spread);
    return new PowerLaw(new Interval(slope, slope - half, slope + half), u.length);
  }

  private static void requireFittable(List<Double> x, List<Double> y) {
    if (x.size() != y.size() || x.stream().distinct().count() < LEAST_POINTS) {
      throw new IllegalArgumentException(
          "A power law needs %d different sizes at least, each with a value."
              .formatted(LEAST_POINTS));
    }
    for (int i = 0; i < x.size(); i++) {
      if (!(x.get(i) > 0 && y.get(i) > 0)) {
        throw new IllegalArgumentException(
            "A power law has positive numbers only, not %s at %s.".formatted(y.get(i), x.get(i)));
      }
    }
  }

  private static double mean(double[] values) {
    return sum(values.length, i -> values[i]) / values.length;
  }

  private static double sum(int count, IntToDoubleFunction term) {
    return IntStream.range(0, count).mapToDouble(term).sum();
  }
}
