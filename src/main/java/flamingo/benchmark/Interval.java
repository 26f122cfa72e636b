package flamingo.benchmark;

/**
 * An estimate and the interval that holds the true value with 95% confidence.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
  /** Whether the interval leaves out a value, so that a difference from it may be claimed. */
  public boolean excludes(double other) {
    return other < low || other > high;
  }
}
