package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.report.ResultRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * By what rows of an earlier run are known again: a run's id begins with a digest of its settings,
 * so that only rows that were measured the same way on the same machine count as done.
 */
final class RunIdentity {
  private final String settings;
  private final String runId;

  private RunIdentity(String settings, String runId) {
    this.settings = settings;
    this.runId = runId;
  }

  /**
   * @param rows that are there already; the last run with these settings goes on
   */
  static RunIdentity of(
      OptimizationRequest request,
      LoadedModel model,
      Environment environment,
      List<ResultRow> rows) {
    List<Object> settings =
        List.of(
            request.dataset().name(),
            request.limit(),
            request.seed(),
            request.effort(),
            request.forks().count());
    return of(settings, model, environment, rows);
  }

  /**
   * @param settings all that times and answers depend on beside the model and the machine
   * @param rows that are there already
   */
  static RunIdentity of(
      List<Object> settings, LoadedModel model, Environment environment, List<ResultRow> rows) {
    String digest = digest(settings, model, environment);
    String runId =
        rows.stream()
            .map(ResultRow::runId)
            .filter(id -> id.startsWith(digest))
            .reduce((first, second) -> second)
            .orElseGet(() -> digest + UUID.randomUUID().toString().substring(8));
    return new RunIdentity(digest, runId);
  }

  String runId() {
    return runId;
  }

  /** Whether a row was measured with these settings. */
  boolean includes(ResultRow row) {
    return row.runId().startsWith(settings);
  }

  private static String digest(List<Object> settings, LoadedModel model, Environment environment) {
    List<Object> parts = new ArrayList<>(settings);
    parts.addAll(
        List.of(
            model.sha256() == null ? model.name() : model.sha256(),
            model.engine().toString(),
            environment.appVersion(),
            environment.java(),
            environment.os(),
            environment.cpu()));
    byte[] text = parts.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString().substring(0, 8);
  }
}
