package flamingo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Times calls. Warms up until the last few times agree, or says that they never did; a short call
 * is repeated within a sample until the clock is precise enough.
 *
 * @see <a href="https://doi.org/10.1145/1297027.1297033">Georges et al., Statistically rigorous
 *     Java performance evaluation</a>
 */
public final class Sampler {
  private static final int WINDOW = 4;
  private static final int MOST_WARM_UPS = 40;
  private static final double LONGEST_WARM_UP_MILLIS = 20_000;
  private static final double STEADY_SPREAD = 0.05;
  private static final double SHORTEST_SAMPLE_MILLIS = 2;
  private static final double LONG_CALL_MILLIS = 2_000;
  private static final int LEAST_LONG_SAMPLES = 5;

  private final BooleanSupplier cancelled;

  /**
   * @param cancelled asked before every sample; true ends with the samples so far
   */
  public Sampler(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /** What a warm-up found. */
  private record WarmUp(double millis, boolean steady) {
    int repeats() {
      return (int) Math.max(1, SHORTEST_SAMPLE_MILLIS / Math.max(millis, 1e-3));
    }

    int samples(int wanted) {
      return millis < LONG_CALL_MILLIS
          ? wanted
          : Math.min(wanted, Math.max(LEAST_LONG_SAMPLES, wanted / 3));
    }
  }

  /**
   * Times one call.
   *
   * @param samples how many; a third of them, but 5 at least, where a call lasts 2 s or more
   */
  public Times time(Runnable call, int samples) {
    WarmUp warmUp = warmUp(call);
    List<Double> times = new ArrayList<>();
    while (times.size() < warmUp.samples(samples) && !cancelled.getAsBoolean()) {
      times.add(millis(call, warmUp.repeats()));
    }
    return new Times(times, warmUp.steady());
  }

  /**
   * Times two calls in the order A B B A, so that a drift of the machine's speed meets both alike.
   *
   * @param samples of each, rounded up to an even number; fewer of long calls, as in {@link #time}
   */
  public PairedTimes compare(Runnable baseline, Runnable variant, int samples) {
    WarmUp first = warmUp(baseline);
    WarmUp second = warmUp(variant);
    int count = Math.min(first.samples(samples), second.samples(samples));
    List<Double> baselineTimes = new ArrayList<>();
    List<Double> variantTimes = new ArrayList<>();
    while (baselineTimes.size() < count && !cancelled.getAsBoolean()) {
      baselineTimes.add(millis(baseline, first.repeats()));
      variantTimes.add(millis(variant, second.repeats()));
      variantTimes.add(millis(variant, second.repeats()));
      baselineTimes.add(millis(baseline, first.repeats()));
    }
    return new PairedTimes(baselineTimes, variantTimes, first.steady() && second.steady());
  }

  private WarmUp warmUp(Runnable call) {
    List<Double> times = new ArrayList<>();
    double total = 0;
    boolean steady = false;
    while (!steady
        && times.size() < MOST_WARM_UPS
        && total < LONGEST_WARM_UP_MILLIS
        && !cancelled.getAsBoolean()) {
      double time = millis(call, 1);
      times.add(time);
      total += time;
      steady = isSteady(times);
    }
    double last = times.isEmpty() ? SHORTEST_SAMPLE_MILLIS : times.get(times.size() - 1);
    return new WarmUp(last, steady);
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

  private static double millis(Runnable call, int repeats) {
    long start = System.nanoTime();
    for (int i = 0; i < repeats; i++) {
      call.run();
    }
    return (System.nanoTime() - start) / 1e6 / repeats;
  }
}
