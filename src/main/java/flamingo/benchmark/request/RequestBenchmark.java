package flamingo.benchmark.request;

import flamingo.benchmark.Effort;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.ProcessMemory;
import flamingo.benchmark.Sampler;
import flamingo.generate.DecodingStatistics;
import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Measures plans on requests, in pairs with the dense baseline. For the engine's thread only. */
public final class RequestBenchmark {
  /** Images whose answers are compared with the baseline's. */
  private static final int COMPARED = 64;

  private final Flamingo flamingo;
  private final RequestPool pool;
  private final BooleanSupplier cancelled;
  private final Map<RequestWorkload, List<RequestOutcome>> baselines = new HashMap<>();

  /**
   * @param cancelled asked before every sample; true ends with {@link CancellationException}
   */
  public RequestBenchmark(Flamingo flamingo, RequestPool pool, BooleanSupplier cancelled) {
    this.flamingo = flamingo;
    this.pool = pool;
    this.cancelled = cancelled;
  }

  /**
   * @throws IllegalArgumentException if the plan does not fit the model
   * @throws CancellationException if {@code cancelled} said so
   */
  public VariantTimes measure(
      ExecutionPlan plan, CacheState cache, RequestWorkload workload, Effort effort) {
    ProcessMemory.forgetPeak();
    try (RequestRun baseline = run(ExecutionPlan.DENSE, CacheState.NONE, workload);
        RequestRun variant = run(plan, cache, workload)) {
      Difference difference = compare(baseline, variant, workload);
      PairedTimes times = new Sampler(cancelled).compare(baseline, variant, effort);
      requireNotCancelled();
      return result(times, difference, variant);
    }
  }

  /**
   * Times alone, of several workloads one after the other.
   *
   * @param baseline without a cache, or with one in the same state
   * @throws IllegalArgumentException if the plan does not fit the model
   * @throws CancellationException if {@code cancelled} said so
   */
  public PairedTimes times(
      ExecutionPlan baseline,
      ExecutionPlan plan,
      CacheState cache,
      List<RequestWorkload> workloads,
      Effort effort) {
    CacheState before = baseline.cacheLevel() == CacheLevel.OFF ? CacheState.NONE : cache;
    try (RequestSeries first = series(baseline, before, workloads);
        RequestSeries second = series(plan, cache, workloads)) {
      PairedTimes times = new Sampler(cancelled).compare(first, second, effort);
      requireNotCancelled();
      return times;
    }
  }

  private RequestSeries series(
      ExecutionPlan plan, CacheState cache, List<RequestWorkload> workloads) {
    return new RequestSeries(
        workloads.stream().map(workload -> run(plan, cache, workload)).toList());
  }

  private RequestRun run(ExecutionPlan plan, CacheState cache, RequestWorkload workload) {
    return new RequestRun(flamingo, plan, cache, workload, pool);
  }

  private VariantTimes result(PairedTimes times, Difference difference, RequestRun variant) {
    PreparedFlamingo model = variant.model();
    return new VariantTimes(
        List.of(times),
        difference.relativeL2,
        difference.tokenAgreement,
        variant.hitRate(),
        difference.decoding.tested() == 0 ? null : difference.decoding.acceptanceRate(),
        ProcessMemory.peakBytes(),
        model.weightBytes(),
        model.meanDepth(),
        model.kernel());
  }

  /** How far the answers of a variant are from the baseline's. */
  private record Difference(
      Double relativeL2, Double tokenAgreement, DecodingStatistics decoding) {}

  private Difference compare(RequestRun baseline, RequestRun variant, RequestWorkload workload) {
    List<RequestOutcome> expected =
        baselines.computeIfAbsent(workload, absent -> outcomes(baseline, workload));
    List<RequestOutcome> actual = outcomes(variant, workload);
    DecodingStatistics decoding = DecodingStatistics.NONE;
    List<int[]> expectedTokens = new ArrayList<>();
    List<int[]> actualTokens = new ArrayList<>();
    double error = 0;
    for (int call = 0; call < expected.size(); call++) {
      float[] values = actual.get(call).values();
      float[] before = expected.get(call).values();
      error =
          values.length == before.length
              ? Math.max(error, Divergence.relativeL2(values, before))
              : Double.NaN;
      decoding = decoding.plus(actual.get(call).decoding());
      expectedTokens.addAll(expected.get(call).tokens());
      actualTokens.addAll(actual.get(call).tokens());
    }
    return new Difference(
        Double.isNaN(error) ? null : error,
        workload.kind() == RequestKind.ENCODE
            ? null
            : Divergence.tokenAgreement(actualTokens, expectedTokens),
        decoding);
  }

  private List<RequestOutcome> outcomes(RequestRun run, RequestWorkload workload) {
    int calls = Math.max(1, Math.min(COMPARED, pool.size()) / workload.batch());
    List<RequestOutcome> outcomes = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      requireNotCancelled();
      outcomes.add(run.run(call));
    }
    return outcomes;
  }

  private void requireNotCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The measurement was cancelled.");
    }
  }
}
