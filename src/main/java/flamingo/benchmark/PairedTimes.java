package flamingo.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Times of two variants, pair by pair: entry i of both was measured side by side.
 *
 * @param baseline milliseconds a call
 * @param variant milliseconds a call
 * @param steady whether the times had settled when measuring began
 */
public record PairedTimes(List<Double> baseline, List<Double> variant, boolean steady) {
  public PairedTimes {
    baseline = List.copyOf(baseline);
    variant = List.copyOf(variant);
  }

  /** Baseline over variant: above 1, the variant is faster. */
  public Interval speedup() {
    return Statistics.medianInterval(ratios());
  }

  /** The speed-up in words; a difference is claimed only where its interval leaves out 1. */
  public String verdict() {
    return verdict(speedup());
  }

  /** A speed-up in words. */
  public static String verdict(Interval speedup) {
    if (!speedup.excludes(1)) {
      return "no significant difference";
    }
    return speedup.value() > 1 ? "faster" : "slower";
  }

  /** How far these times can be trusted. */
  public Quality quality() {
    return Quality.of(this);
  }

  /** Baseline over variant, pair by pair. */
  public List<Double> ratios() {
    return IntStream.range(0, baseline.size())
        .mapToObj(i -> baseline.get(i) / variant.get(i))
        .toList();
  }
}
