package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Interval;
import flamingo.benchmark.Statistics;
import flamingo.benchmark.request.RequestKind;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.model.CacheStatistics;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The result rows of one live run: the same run id, model, data and environment in all. */
final class LiveRows {
  private final String runId = UUID.randomUUID().toString();
  private final Environment environment;
  private final LoadedModel model;
  private final String dataset;
  private final Selection dense;
  private final String baseline;

  /**
   * @param dense what plans are measured beside
   */
  LiveRows(Environment environment, LoadedModel model, String dataset, Selection dense) {
    this.environment = environment;
    this.model = model;
    this.dataset = dataset;
    this.dense = dense;
    this.baseline = dense.equals(Selection.NONE) ? "dense" : "dense " + dense.text();
  }

  ResultRow baseline(VariantRun run, int batch, long peakMemory) {
    return row(baseline, dense.text(), run.baselineTimes(), null, null, run, batch, peakMemory);
  }

  ResultRow current(VariantRun run, int batch, long peakMemory) {
    String plan = run.selection().text();
    String variant = run.selection().equals(dense) ? baseline + " again" : plan;
    return row(variant, plan, run.currentTimes(), baseline, run.speedup(), run, batch, peakMemory);
  }

  private ResultRow row(
      String variant,
      String plan,
      List<Double> times,
      String comparedWith,
      Interval speedup,
      VariantRun run,
      int batch,
      long peakMemory) {
    boolean compared = speedup != null;
    Interval right = right(run.answers(), compared);
    double median = Statistics.median(times);
    PreparedFlamingo arm = compared ? run.current() : run.baseline();
    CacheStatistics cache = run.cache();
    long looked = cache.hits() + cache.misses();
    return new ResultRow(
        runId,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "live",
        new RequestWorkload(RequestKind.CAPTION, batch).name(),
        variant,
        plan,
        median,
        Statistics.quantile(times, 0.9),
        Statistics.quantile(times, 0.99),
        times.size(),
        0,
        1000 * batch / median,
        comparedWith,
        compared ? speedup.value() : null,
        compared ? speedup.low() : null,
        compared ? speedup.high() : null,
        compared ? run.relativeL2() : null,
        compared ? run.tokenAgreement() : null,
        right == null ? null : right.value(),
        right == null ? null : right.low(),
        right == null ? null : right.high(),
        right == null ? null : run.answers().task(),
        peakMemory,
        arm.weightBytes(),
        compared && looked > 0 ? (double) cache.hits() / looked : null,
        compared && run.decoding().tested() > 0 ? run.decoding().acceptanceRate() : null,
        arm.meanDepth(),
        arm.kernel(),
        model.engine().isa(),
        model.engine().threads(),
        model.trained() ? model.name() : model.name() + " (untrained)",
        model.sha256(),
        dataset,
        run.images(),
        null,
        environment.appVersion(),
        environment.java(),
        environment.os(),
        environment.cpu());
  }

  private static Interval right(AnswersSoFar answers, boolean compared) {
    if (answers == null) {
      return null;
    }
    return (compared ? answers.current() : answers.dense()).share();
  }
}
