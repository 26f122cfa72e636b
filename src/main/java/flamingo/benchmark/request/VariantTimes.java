package flamingo.benchmark.request;

import flamingo.benchmark.Flaw;
import flamingo.benchmark.Interval;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.Statistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A variant beside the dense baseline on one workload.
 *
 * @param runs times of each process that took them
 * @param relativeL2 largest error of a call's first scores, or of its visual tokens; null where
 *     their number differs
 * @param tokenAgreement share of the baseline's tokens; null where nothing was written
 * @param cacheHitRate null where there is no cache
 * @param acceptanceRate of a draft's proposals; null where there is no draft
 * @param peakMemoryBytes of the process, while the variant ran
 * @param meanDepth layers of the resampler that ran for an image, on average
 */
public record VariantTimes(
    List<PairedTimes> runs,
    Double relativeL2,
    Double tokenAgreement,
    Double cacheHitRate,
    Double acceptanceRate,
    long peakMemoryBytes,
    long weightBytes,
    double meanDepth,
    String kernel) {
  public VariantTimes {
    runs = List.copyOf(runs);
  }

  /** What several processes measured of the same. */
  public static VariantTimes joined(List<VariantTimes> processes) {
    VariantTimes first = processes.get(0);
    return new VariantTimes(
        processes.stream().flatMap(each -> each.runs.stream()).toList(),
        first.relativeL2,
        first.tokenAgreement,
        first.cacheHitRate,
        first.acceptanceRate,
        processes.stream().mapToLong(VariantTimes::peakMemoryBytes).max().orElseThrow(),
        first.weightBytes,
        first.meanDepth,
        first.kernel);
  }

  /** Milliseconds a call. */
  public List<Double> baseline() {
    return runs.stream().flatMap(run -> run.baseline().stream()).toList();
  }

  /** Milliseconds a call. */
  public List<Double> variant() {
    return runs.stream().flatMap(run -> run.variant().stream()).toList();
  }

  /** Baseline over variant, with processes counted as a cause of uncertainty. */
  public Interval speedup() {
    return Statistics.medianOfGroups(runs.stream().map(PairedTimes::ratios).toList());
  }

  /** What is wrong with the times in any of the processes. */
  public Set<Flaw> flaws() {
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    runs.forEach(run -> flaws.addAll(run.quality().flaws()));
    return flaws;
  }
}
