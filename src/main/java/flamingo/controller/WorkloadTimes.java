package flamingo.controller;

import flamingo.benchmark.Flaw;
import flamingo.benchmark.Interval;
import flamingo.benchmark.Times;
import flamingo.tensor.EngineInfo;
import flamingo.tensor.Precision;
import java.util.Set;

/**
 * One measured variant of a workload.
 *
 * @param variant the plan as text; {@code dense} for none
 * @param precision of the linear layers
 * @param times a call
 * @param flops floating-point operations of a call
 * @param kernel that multiplies
 * @param attentionKept share of the dense attention that fell on the visual tokens that were read;
 *     NaN where all are read
 * @param peakMemoryBytes most bytes of this process that were resident at once, so far
 * @param baseline what it is compared with; null where it stands alone
 * @param speedup baseline's time over this one's, with its 95% interval; null where it stands alone
 * @param relativeL2Error of the scores of the first token against those that it is compared with;
 *     NaN where there are none
 * @param flaws what is wrong with the times
 */
public record WorkloadTimes(
    String workload,
    EngineInfo engine,
    String variant,
    Precision precision,
    Times times,
    long flops,
    String kernel,
    double attentionKept,
    long peakMemoryBytes,
    String baseline,
    Interval speedup,
    double relativeL2Error,
    Set<Flaw> flaws) {

  /** Billion floating-point operations a second, at the median. */
  public double gigaflopsPerSecond() {
    return flops / times.median() * 1e-6;
  }
}
