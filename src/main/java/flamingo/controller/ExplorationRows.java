package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Interval;
import flamingo.benchmark.Statistics;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.Finding;
import flamingo.benchmark.exploration.Step;
import flamingo.benchmark.exploration.Subject;
import flamingo.benchmark.exploration.Timing;
import flamingo.report.ResultRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Findings as result rows: the same run id, data and environment in all. */
final class ExplorationRows {
  private static final String RANDOM = "random weights";
  private static final double TAIL = 0.9;
  private static final double FAR_TAIL = 0.99;

  private final String runId;
  private final ExplorationRequest request;
  private final LoadedModel model;
  private final Environment environment;

  ExplorationRows(
      String runId, ExplorationRequest request, LoadedModel model, Environment environment) {
    this.runId = runId;
    this.request = request;
    this.model = model;
    this.environment = environment;
  }

  ResultRow row(Exploration exploration, Step step, Finding finding) {
    Timing timing = finding.timing();
    List<Double> millis = timing == null ? null : timing.millis();
    Double median = millis == null ? null : Statistics.median(millis);
    Interval speedup = timing == null ? null : timing.speedup();
    Accuracy accuracy = finding.accuracy();
    Interval right = accuracy == null ? null : accuracy.all().share();
    boolean trained = exploration.subject() == Subject.MODEL;
    return new ResultRow(
        runId,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        exploration.id(),
        step.workload(),
        step.variant(),
        finding.plan(),
        median,
        millis == null ? null : Statistics.quantile(millis, TAIL),
        millis == null ? null : Statistics.quantile(millis, FAR_TAIL),
        millis == null ? null : millis.size(),
        0,
        median == null ? null : 1000 * timing.items() / median,
        timing == null ? null : timing.baseline(),
        speedup == null ? null : speedup.value(),
        speedup == null ? null : speedup.low(),
        speedup == null ? null : speedup.high(),
        finding.relativeL2(),
        null,
        right == null ? null : right.value(),
        right == null ? null : right.low(),
        right == null ? null : right.high(),
        right == null ? null : accuracy.task().text(),
        null,
        finding.weightBytes(),
        finding.hitRate(),
        null,
        null,
        finding.kernel(),
        model.engine().isa(),
        model.engine().threads(),
        trained ? model.name() : RANDOM,
        trained ? model.sha256() : null,
        trained ? request.dataset().name() : null,
        right == null ? null : accuracy.all().asked(),
        request.seed(),
        environment.appVersion(),
        environment.java(),
        environment.os(),
        environment.cpu());
  }
}
