package flamingo.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two measured variants beside each other.
 *
 * @param different in what else they differ; only where this is empty may speed be compared
 * @param speed how many times as fast the second is as the first; null where they differ
 * @param points by how many points more the second's answers are right; null where they were not
 *     counted for the same task
 */
public record Comparison(List<Difference> different, Estimate speed, Estimate points) {
  /**
   * A value with its 95% interval.
   *
   * @param low null where no interval is known
   * @param high null where no interval is known
   */
  public record Estimate(double value, Double low, Double high) {
    /** Whether the interval leaves out {@code neutral}. */
    public boolean isSignificant(double neutral) {
      return low != null && (low > neutral || high < neutral);
    }
  }

  /**
   * Something that should be the same.
   *
   * @param column name in the CSV
   */
  public record Difference(String column, String first, String second) {}

  private static final double PERCENT = 100;

  /** Compares the second with the first. */
  public static Comparison of(ResultRow first, ResultRow second) {
    List<Difference> different =
        Stream.of(
                difference("workload", ResultRow::workload, first, second),
                difference("model", ResultRow::model, first, second),
                difference("model_sha256", ResultRow::modelSha256, first, second),
                difference("cpu", ResultRow::cpu, first, second),
                difference("isa", ResultRow::isa, first, second),
                difference("threads", ResultRow::threads, first, second))
            .flatMap(Optional::stream)
            .toList();
    return new Comparison(
        different, different.isEmpty() ? speed(first, second) : null, points(first, second));
  }

  /**
   * Both were measured in pairs with the same baseline: the ratio of their speed-ups, with the
   * interval that independent errors of the logarithms give. Otherwise of their medians, without.
   */
  private static Estimate speed(ResultRow first, ResultRow second) {
    if (isPaired(first) && isPaired(second)) {
      double[] one = logarithms(first);
      double[] other = logarithms(second);
      double value = other[1] - one[1];
      double below = Math.hypot(other[1] - other[0], one[2] - one[1]);
      double above = Math.hypot(other[2] - other[1], one[1] - one[0]);
      return new Estimate(Math.exp(value), Math.exp(value - below), Math.exp(value + above));
    }
    return first.medianMs() == null || second.medianMs() == null
        ? null
        : new Estimate(first.medianMs() / second.medianMs(), null, null);
  }

  /** The baseline itself is once as fast as the baseline. */
  private static boolean isPaired(ResultRow row) {
    return row.speedupCiLow() != null || isBaseline(row);
  }

  private static boolean isBaseline(ResultRow row) {
    return row.speedup() == null && row.plan().isEmpty();
  }

  private static double[] logarithms(ResultRow row) {
    return isBaseline(row)
        ? new double[3]
        : new double[] {
          Math.log(row.speedupCiLow()), Math.log(row.speedup()), Math.log(row.speedupCiHigh())
        };
  }

  /** Newcombe's interval of the difference, from the two intervals of the shares. */
  private static Estimate points(ResultRow first, ResultRow second) {
    if (first.accuracy() == null
        || second.accuracy() == null
        || !Objects.equals(first.accuracyTask(), second.accuracyTask())) {
      return null;
    }
    double value = second.accuracy() - first.accuracy();
    if (first.accuracyCiLow() == null || second.accuracyCiLow() == null) {
      return new Estimate(PERCENT * value, null, null);
    }
    double below =
        Math.hypot(
            second.accuracy() - second.accuracyCiLow(), first.accuracyCiHigh() - first.accuracy());
    double above =
        Math.hypot(
            second.accuracyCiHigh() - second.accuracy(), first.accuracy() - first.accuracyCiLow());
    return new Estimate(PERCENT * value, PERCENT * (value - below), PERCENT * (value + above));
  }

  private static Optional<Difference> difference(
      String column, Function<ResultRow, Object> value, ResultRow first, ResultRow second) {
    String one = Objects.toString(value.apply(first), "");
    String other = Objects.toString(value.apply(second), "");
    return one.equals(other) ? Optional.empty() : Optional.of(new Difference(column, one, other));
  }
}
