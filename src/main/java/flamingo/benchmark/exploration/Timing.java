package flamingo.benchmark.exploration;

import flamingo.benchmark.Flaw;
import flamingo.benchmark.Interval;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.Times;
import java.util.List;
import java.util.Set;

/**
 * What something took.
 *
 * @param millis of each call
 * @param items that a call works off: images, sequences, requests
 * @param baseline variant that the speed-up is against; null for none
 * @param speedup null where nothing was compared
 * @param flaws what is wrong with the times
 */
public record Timing(
    List<Double> millis, double items, String baseline, Interval speedup, Set<Flaw> flaws) {
  public Timing {
    millis = List.copyOf(millis);
    flaws = Set.copyOf(flaws);
  }

  static Timing alone(Times times, double items) {
    Set<Flaw> flaws = times.steady() ? Set.of() : Set.of(Flaw.UNSTEADY);
    return new Timing(times.millis(), items, null, null, flaws);
  }

  static Timing against(String baseline, PairedTimes times, double items) {
    return new Timing(times.variant(), items, baseline, times.speedup(), times.quality().flaws());
  }
}
