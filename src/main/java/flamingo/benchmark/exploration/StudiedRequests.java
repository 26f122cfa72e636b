package flamingo.benchmark.exploration;

import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.CacheState;
import flamingo.benchmark.request.RequestBenchmark;
import flamingo.benchmark.request.RequestPool;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.VariantTimes;
import flamingo.model.ExecutionPlan;

/** Requests to the model under study, beside its dense baseline. */
final class StudiedRequests {
  static final String DENSE = "dense";

  private StudiedRequests() {}

  /** The dense baseline's own times. */
  static Finding dense(Bench bench, String workload) throws TaskException {
    VariantTimes times = measure(bench, workload, ExecutionPlan.DENSE, CacheState.NONE);
    int batch = RequestWorkload.named(workload).batch();
    return describe(times).with(new Timing(times.baseline(), batch, null, null, times.flaws()));
  }

  static Finding compared(Bench bench, String workload, ExecutionPlan plan, CacheState cache)
      throws TaskException {
    VariantTimes times = measure(bench, workload, plan, cache);
    Interval speedup = times.speedup();
    int batch = RequestWorkload.named(workload).batch();
    return describe(times)
        .with(new Timing(times.variant(), batch, DENSE, speedup, times.flaws()))
        .changed(times.relativeL2())
        .hit(times.cacheHitRate());
  }

  private static Finding describe(VariantTimes times) {
    return Finding.NOTHING.weighing(times.weightBytes()).by(times.kernel());
  }

  private static VariantTimes measure(
      Bench bench, String workload, ExecutionPlan plan, CacheState cache) throws TaskException {
    RequestWorkload requests = RequestWorkload.named(workload);
    RequestPool pool =
        RequestPool.of(bench.dataset(), bench.language(), Math.max(64, requests.batch()));
    pool.require(requests);
    return new RequestBenchmark(bench.flamingo(), pool, bench.cancelled())
        .measure(plan, cache, requests, bench.effort());
  }
}
