package flamingo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Times calls. Warms up until the last few times agree, or says that they never did; a short call
 * is repeated within a sample until the clock is precise enough.
 *
 * @see <a href="https://doi.org/10.1145/1297027.1297033">Georges et al., Statistically rigorous
 *     Java performance evaluation</a>
 */
public final class Sampler {
  private static final double SHORTEST_SAMPLE_MILLIS = 2;
  private static final double LONG_CALL_MILLIS = 2_000;
  private static final int LEAST_LONG_SAMPLES = 5;

  private final BooleanSupplier cancelled;
  private final LongSupplier nanos;

  /**
   * @param cancelled asked before every sample; true ends with the samples so far
   */
  public Sampler(BooleanSupplier cancelled) {
    this(cancelled, System::nanoTime);
  }

  /**
   * @param nanos the clock
   */
  Sampler(BooleanSupplier cancelled, LongSupplier nanos) {
    this.cancelled = cancelled;
    this.nanos = nanos;
  }

  /** A call without input, repeated within a sample. */
  private final class Repeated implements TimedCall {
    private final Runnable call;
    private int repeats = 1;

    Repeated(Runnable call) {
      this.call = call;
    }

    @Override
    public double millis(int number) {
      long start = nanos.getAsLong();
      for (int i = 0; i < repeats; i++) {
        call.run();
      }
      return (nanos.getAsLong() - start) / 1e6 / repeats;
    }

    void repeatFor(double millis) {
      repeats = (int) Math.max(1, SHORTEST_SAMPLE_MILLIS / Math.max(millis, 1e-3));
    }
  }

  /**
   * Times one call.
   *
   * @param samples how many; a third of them, but 5 at least, where a call lasts 2 s or more
   */
  public Times time(Runnable call, int samples) {
    Repeated repeated = new Repeated(call);
    Effort effort = Effort.of(samples);
    WarmUp warmUp = warmUp(repeated, effort);
    repeated.repeatFor(warmUp.lastMillis());
    int wanted = samples(warmUp, samples);
    List<Double> times = new ArrayList<>();
    while (times.size() < wanted && !cancelled.getAsBoolean()) {
      times.add(repeated.millis(times.size()));
    }
    return new Times(times, warmUp.steady());
  }

  /**
   * Times two calls in the order A B B A, so that a drift of the machine's speed meets both alike.
   *
   * @param samples of each, rounded up to an even number; fewer of long calls, as in {@link #time}
   */
  public PairedTimes compare(Runnable baseline, Runnable variant, int samples) {
    Repeated first = new Repeated(baseline);
    Repeated second = new Repeated(variant);
    Effort effort = Effort.of(samples);
    WarmUp warm = warmUp(first, effort);
    WarmUp warmVariant = warmUp(second, effort);
    first.repeatFor(warm.lastMillis());
    second.repeatFor(warmVariant.lastMillis());
    int wanted = Math.min(samples(warm, samples), samples(warmVariant, samples));
    return alternate(first, second, Effort.of(wanted), warm.steady() && warmVariant.steady());
  }

  /** The same of calls that time themselves. */
  public PairedTimes compare(TimedCall baseline, TimedCall variant, Effort effort) {
    WarmUp warm = warmUp(baseline, effort);
    WarmUp warmVariant = warmUp(variant, effort);
    return alternate(baseline, variant, effort, warm.steady() && warmVariant.steady());
  }

  private PairedTimes alternate(
      TimedCall baseline, TimedCall variant, Effort effort, boolean steady) {
    List<Double> baselineTimes = new ArrayList<>();
    List<Double> variantTimes = new ArrayList<>();
    long start = nanos.getAsLong();
    while (isShort(baselineTimes.size(), effort, start) && !cancelled.getAsBoolean()) {
      int call = baselineTimes.size();
      baselineTimes.add(baseline.millis(call));
      variantTimes.add(variant.millis(call));
      variantTimes.add(variant.millis(call + 1));
      baselineTimes.add(baseline.millis(call + 1));
    }
    return new PairedTimes(baselineTimes, variantTimes, steady);
  }

  /** Whether more samples are wanted and there is time for them. */
  private boolean isShort(int taken, Effort effort, long start) {
    return taken < effort.samples()
        && (taken < Effort.LEAST_SAMPLES
            || (nanos.getAsLong() - start) / 1e6 < effort.longestMillis());
  }

  private WarmUp warmUp(TimedCall call, Effort effort) {
    return WarmUp.of(call, effort.longestWarmUpMillis(), cancelled);
  }

  private static int samples(WarmUp warmUp, int wanted) {
    return warmUp.lastMillis() < LONG_CALL_MILLIS
        ? wanted
        : Math.min(wanted, Math.max(LEAST_LONG_SAMPLES, wanted / 3));
  }
}
