package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Interval;
import flamingo.benchmark.Statistics;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;
import flamingo.report.ResultRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The result rows of one run: the same run id, model, data and environment in all. */
final class OptimizationRows {
  static final String BASELINE = "dense";

  private static final double TAIL = 0.9;
  private static final double FAR_TAIL = 0.99;

  private final String runId;
  private final OptimizationRequest request;
  private final LoadedModel model;
  private final Environment environment;

  OptimizationRows(
      String runId, OptimizationRequest request, LoadedModel model, Environment environment) {
    this.runId = runId;
    this.request = request;
    this.model = model;
    this.environment = environment;
  }

  /**
   * @param accuracy null where nothing can be counted
   */
  ResultRow variant(
      Variant variant, RequestWorkload workload, VariantTimes times, Accuracy accuracy) {
    return row(
        variant.experiment(),
        variant.name(),
        variant.selection().text(),
        workload,
        times,
        accuracy);
  }

  /** The baseline's own row, from the times of a control measurement. */
  ResultRow baseline(RequestWorkload workload, VariantTimes control, Accuracy accuracy) {
    return row(BASELINE, BASELINE, "", workload, control, accuracy);
  }

  private ResultRow row(
      String experiment,
      String variant,
      String plan,
      RequestWorkload workload,
      VariantTimes times,
      Accuracy accuracy) {
    boolean compared = !experiment.equals(BASELINE);
    List<Double> millis = compared ? times.variant() : times.baseline();
    Interval speedup = compared ? times.speedup() : null;
    Interval right = accuracy == null ? null : accuracy.all().share();
    double median = Statistics.median(millis);
    return new ResultRow(
        runId,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        experiment,
        workload.name(),
        variant,
        plan,
        median,
        Statistics.quantile(millis, TAIL),
        Statistics.quantile(millis, FAR_TAIL),
        millis.size(),
        request.forks().count(),
        1000 * workload.batch() / median,
        compared ? BASELINE : null,
        compared ? speedup.value() : null,
        compared ? speedup.low() : null,
        compared ? speedup.high() : null,
        compared ? times.relativeL2() : null,
        compared ? times.tokenAgreement() : null,
        right == null ? null : right.value(),
        right == null ? null : right.low(),
        right == null ? null : right.high(),
        right == null ? null : accuracy.task().text(),
        times.peakMemoryBytes(),
        times.weightBytes(),
        compared ? times.cacheHitRate() : null,
        compared ? times.acceptanceRate() : null,
        times.meanDepth(),
        times.kernel(),
        model.engine().isa(),
        model.engine().threads(),
        model.trained() ? model.name() : model.name() + " (untrained)",
        model.sha256(),
        request.dataset().name(),
        accuracy == null ? null : accuracy.all().asked(),
        request.seed(),
        environment.appVersion(),
        environment.java(),
        environment.os(),
        environment.cpu());
  }
}
