package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.exploration.Bench;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.Finding;
import flamingo.benchmark.exploration.Step;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import flamingo.report.ResultRow;
import flamingo.tensor.Precision;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Makes experiments about the architecture, row after row. A row that the journal has from a run
 * with the same settings is not measured again. Runs on the thread that calls, which must be the
 * engine's.
 */
public final class ExplorationBenchmark {
  private final BuiltInModels models;
  private final BooleanSupplier cancelled;
  private final OptimizationListener listener;

  /**
   * @param cancelled asked before every sample and batch; true ends with {@link
   *     CancellationException}
   */
  public ExplorationBenchmark(
      BuiltInModels models, BooleanSupplier cancelled, OptimizationListener listener) {
    this.models = models;
    this.cancelled = cancelled;
    this.listener = listener;
  }

  /**
   * @return the rows of this run, those that were there already included; what does not fit the
   *     model or the data set is reported and left out
   * @throws ReportException if a row could not be written; the rows before it are kept
   * @throws CancellationException if {@code cancelled} said so; the rows so far are kept
   */
  public List<ResultRow> run(ExplorationRequest request, ResultJournal journal)
      throws ReportException {
    ModelSession session = models.session();
    session.requireRoom(Precision.FP32);
    Run run = new Run(session, request, journal);
    for (Exploration exploration : request.explorations()) {
      for (Step step : exploration.steps()) {
        run.make(exploration, step);
      }
    }
    return run.rows();
  }

  /** One run with what it has measured. */
  private final class Run {
    private final ResultJournal journal;
    private final RunIdentity identity;
    private final ExplorationRows rows;
    private final Bench bench;
    private final int steps;
    private int made;

    Run(ModelSession session, ExplorationRequest request, ResultJournal journal) {
      Environment environment = Environment.current();
      this.journal = journal;
      this.steps = request.explorations().stream().mapToInt(each -> each.steps().size()).sum();
      this.identity =
          RunIdentity.of(settings(request), session.info(), environment, journal.rows());
      this.rows = new ExplorationRows(identity.runId(), request, session.info(), environment);
      this.bench =
          new Bench(
              session.flamingo(),
              new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer()),
              request.dataset(),
              request.limit(),
              request.seed(),
              request.effort(),
              cancelled);
      environment.warnings().forEach(listener::note);
    }

    List<ResultRow> rows() {
      return journal.rows().stream().filter(identity::includes).toList();
    }

    void make(Exploration exploration, Step step) throws ReportException {
      made++;
      List<ResultRow> kept = rows().stream().filter(row -> isOf(row, exploration, step)).toList();
      if (!kept.isEmpty()) {
        kept.forEach(listener::kept);
        return;
      }
      listener.started(
          made, steps, "%s, %s, %s".formatted(exploration.id(), step.workload(), step.variant()));
      try {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("The measurement was cancelled.");
        }
        add(exploration, step, step.measurement().measure(bench));
      } catch (TaskException | IllegalArgumentException | UnsupportedOperationException misfit) {
        listener.note("%s is left out: %s".formatted(step.variant(), misfit.getMessage()));
      }
    }

    private void add(Exploration exploration, Step step, Finding finding) throws ReportException {
      ResultRow row = rows.row(exploration, step, finding);
      journal.append(row);
      listener.row(row, finding.timing() == null ? Set.<Flaw>of() : finding.timing().flaws());
    }
  }

  private static List<Object> settings(ExplorationRequest request) {
    return List.of(
        "exploration", request.dataset().name(), request.limit(), request.seed(), request.effort());
  }

  private static boolean isOf(ResultRow row, Exploration exploration, Step step) {
    return row.experiment().equals(exploration.id())
        && row.workload().equals(step.workload())
        && row.variant().equals(step.variant());
  }
}
