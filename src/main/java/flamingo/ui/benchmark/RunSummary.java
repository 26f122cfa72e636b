package flamingo.ui.benchmark;

import flamingo.benchmark.request.StageTimes;
import flamingo.controller.PairedMeasurement;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the tiles show of the rounds since the plan was last changed.
 *
 * @param rounds how many there are
 * @param baselineMillis median over them, as all times here
 * @param last the latest round: speed-up and fidelity are already over all of them
 */
record RunSummary(
    int rounds,
    double baselineMillis,
    double currentMillis,
    StageTimes baselineStages,
    StageTimes currentStages,
    PairedMeasurement last) {

  /**
   * @param samePlan rounds of one plan, at least one
   */
  static RunSummary of(List<PairedMeasurement> samePlan) {
    return new RunSummary(
        samePlan.size(),
        median(samePlan, PairedMeasurement::baselineMillis),
        median(samePlan, PairedMeasurement::currentMillis),
        stages(samePlan.stream().map(PairedMeasurement::baseline).toList()),
        stages(samePlan.stream().map(PairedMeasurement::current).toList()),
        samePlan.get(samePlan.size() - 1));
  }

  private static StageTimes stages(List<StageTimes> times) {
    return new StageTimes(
        median(times, StageTimes::encode),
        median(times, StageTimes::prefill),
        median(times, StageTimes::decode));
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> number) {
    double[] sorted = values.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
