package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.LostAccuracy;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.CacheState;
import flamingo.benchmark.request.RequestBenchmark;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.model.CacheLevel;
import flamingo.optimization.Selection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures combinations; caches are cold.
 *
 * @param benchmark of images that no row of the run is measured on
 * @param answers to requests about such images
 * @param effort that one comparison may take
 */
record CombinationTrial(
    RequestBenchmark benchmark,
    List<RequestWorkload> workloads,
    AnswerCount answers,
    Supplier<Effort> effort)
    implements CombinedPlan.Trial {

  @Override
  public Interval gain(Selection before, Selection with) {
    CacheState cache =
        with.plan().cacheLevel() == CacheLevel.OFF ? CacheState.NONE : CacheState.COLD;
    return benchmark.times(before.plan(), with.plan(), cache, workloads, effort.get()).speedup();
  }

  @Override
  public double lostPoints(Selection plan) throws TaskException {
    double most = Double.NEGATIVE_INFINITY;
    for (RequestWorkload workload : workloads) {
      Accuracy dense = answers.of(Selection.NONE, workload.kind().task());
      if (dense != null) {
        Accuracy changed = answers.of(plan, workload.kind().task());
        double lost = LostAccuracy.between(dense.answers(), changed.answers()).value();
        most = Math.max(most, lost);
      }
    }
    return most;
  }
}
