package flamingo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Calls until the last few times agree, or says that they never did.
 *
 * @param lastMillis of the last call
 * @param steady whether the times agreed
 */
record WarmUp(double lastMillis, boolean steady) {
  private static final int WINDOW = 4;
  private static final int MOST_CALLS = 400;
  private static final double STEADY_SPREAD = 0.05;

  static WarmUp of(TimedCall call, double longestMillis, BooleanSupplier cancelled) {
    List<Double> times = new ArrayList<>();
    double total = 0;
    boolean steady = false;
    while (!steady
        && times.size() < MOST_CALLS
        && (times.size() < WINDOW || total < longestMillis)
        && !cancelled.getAsBoolean()) {
      double time = call.millis(times.size());
      times.add(time);
      total += time;
      steady = isSteady(times);
    }
    return new WarmUp(times.isEmpty() ? 0 : times.get(times.size() - 1), steady);
  }

  private static boolean isSteady(List<Double> times) {
    if (times.size() < WINDOW) {
      return false;
    }
    List<Double> window = times.subList(times.size() - WINDOW, times.size());
    double least = window.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = window.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return most - least <= STEADY_SPREAD * Statistics.median(window);
  }
}
