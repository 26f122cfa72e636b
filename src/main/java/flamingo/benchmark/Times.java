package flamingo.benchmark;

import java.util.List;

/**
 * Times of one variant.
 *
 * @param millis a call
 * @param steady whether the times had settled when measuring began
 */
public record Times(List<Double> millis, boolean steady) {
  public Times {
    millis = List.copyOf(millis);
  }

  public double median() {
    return Statistics.median(millis);
  }

  /**
   * @param share 0 to 1
   */
  public double quantile(double share) {
    return Statistics.quantile(millis, share);
  }
}
