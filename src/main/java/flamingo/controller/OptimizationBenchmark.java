package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Environment;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.RequestBenchmark;
import flamingo.benchmark.request.RequestPool;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;
import flamingo.benchmark.request.Variants;
import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import flamingo.report.ResultRow;
import flamingo.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Measures variants beside the dense baseline, row after row: times in pairs, right answers,
 * memory. A row that the journal has from a run with the same settings is not measured again. Runs
 * on the thread that calls, which must be the engine's.
 */
public final class OptimizationBenchmark {
  /** Images that requests are made of. */
  static final int POOL = 64;

  /**
   * Variants that combine others, at most: what pays and all of them, each cold and warm; and a
   * workload's time for trying what pays together.
   */
  private static final int MOST_COMBINED = 5;

  private final BuiltInModels models;
  private final BooleanSupplier cancelled;
  private final OptimizationListener listener;

  /**
   * @param cancelled asked before every sample and batch; true ends with {@link
   *     CancellationException}
   */
  public OptimizationBenchmark(
      BuiltInModels models, BooleanSupplier cancelled, OptimizationListener listener) {
    this.models = models;
    this.cancelled = cancelled;
    this.listener = listener;
  }

  /**
   * @return the rows of this run, those that were there already included; plans that do not fit the
   *     model are reported and left out
   * @throws TaskException if the data set has nothing for a workload
   * @throws ReportException if a row could not be written; the rows before it are kept
   * @throws CancellationException if {@code cancelled} said so; the rows so far are kept
   */
  public List<ResultRow> run(OptimizationRequest request, ResultJournal journal)
      throws TaskException, ReportException {
    ModelSession session = models.session();
    session.requireRoom(Precision.FP32);
    Run run = new Run(session, request, journal);
    run.measure(request.variants());
    if (request.combined()) {
      run.measureCombined();
    }
    return run.rows();
  }

  /**
   * Takes the times of one variant.
   *
   * @throws TaskException if the data set has nothing for the workload
   * @throws IllegalArgumentException if the plan does not fit the model
   */
  public static VariantTimes times(
      BuiltInModels models,
      ImageDataset dataset,
      Variant variant,
      RequestWorkload workload,
      Effort effort)
      throws TaskException {
    return inThisProcess(requests(models.session(), dataset, List.of(workload), () -> false))
        .measure(variant, workload, effort);
  }

  private static VariantMeasurer inThisProcess(RequestBenchmark requests) {
    return (variant, workload, effort) ->
        requests.measure(variant.selection().plan(), variant.cache(), workload, effort);
  }

  private static RequestBenchmark requests(
      ModelSession session,
      ImageDataset dataset,
      List<RequestWorkload> workloads,
      BooleanSupplier cancelled)
      throws TaskException {
    ModelLanguage language =
        new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer());
    RequestPool pool = RequestPool.of(dataset, language, POOL);
    for (RequestWorkload workload : workloads) {
      pool.require(workload);
    }
    return new RequestBenchmark(session.flamingo(), pool, cancelled);
  }

  /** One run with what it has measured. */
  private final class Run {
    private final ModelSession session;
    private final OptimizationRequest request;
    private final ResultJournal journal;
    private final RunIdentity identity;
    private final OptimizationRows rows;
    private final RequestBenchmark requests;
    private final VariantMeasurer measurer;
    private final AnswerCount answers;
    private final long start = System.nanoTime();
    private int step;
    private int steps;
    private int toCome;

    Run(ModelSession session, OptimizationRequest request, ResultJournal journal)
        throws TaskException {
      Environment environment = Environment.current();
      this.session = session;
      this.request = request;
      this.journal = journal;
      this.toCome = request.combined() ? MOST_COMBINED * request.workloads().size() : 0;
      this.identity = RunIdentity.of(request, session.info(), environment, journal.rows());
      this.rows = new OptimizationRows(identity.runId(), request, session.info(), environment);
      this.requests = requests(session, request.dataset(), request.workloads(), cancelled);
      this.measurer =
          request.forks().count() == 0
              ? inThisProcess(requests)
              : new ForkedMeasurer(request, cancelled);
      this.answers = answers(request.dataset());
      environment.warnings().forEach(listener::note);
    }

    private AnswerCount answers(ImageDataset dataset) {
      return new AnswerCount(session, dataset, request.limit(), request.seed(), cancelled);
    }

    void measure(List<Variant> variants) throws TaskException, ReportException {
      steps += variants.size() * request.workloads().size();
      for (Variant variant : variants) {
        for (RequestWorkload workload : request.workloads()) {
          step++;
          measure(variant, workload);
        }
      }
    }

    void measureCombined() throws TaskException, ReportException {
      Selection paying = paying();
      List<Variant> variants = new ArrayList<>();
      if (!paying.settings().isEmpty()) {
        variants.addAll(Variants.of(Variant.COMBINED, paying));
      }
      if (!paying.equals(Variants.all())) {
        variants.addAll(Variants.of(Variant.COMBINED, Variants.all()));
      }
      measure(variants);
    }

    /** What pays together; what this run found before it was interrupted stays. */
    private Selection paying() throws TaskException {
      Optional<Selection> found =
          rows().stream()
              .filter(row -> row.experiment().equals(Variant.COMBINED))
              .map(row -> CombinedPlan.parsed(row.plan()))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      CombinedPlan combined =
          CombinedPlan.of(
              rows(),
              OptimizationRequest.COMBINED_BUDGET_POINTS,
              new CombinationTrial(
                  requests(session, request.images().choosing(), request.workloads(), cancelled),
                  request.workloads(),
                  answers(request.images().choosing()),
                  this::effort));
      combined.explanation().forEach(listener::note);
      return combined.selection();
    }

    List<ResultRow> rows() {
      return journal.rows().stream().filter(identity::includes).toList();
    }

    /** Rows of a variant that are there already; the control's are the baseline's, too. */
    private List<ResultRow> kept(Variant variant, RequestWorkload workload) {
      boolean control = variant.equals(Variant.AGAIN);
      return rows().stream()
          .filter(row -> row.workload().equals(workload.name()))
          .filter(row -> isOf(row, variant) || control && isBaseline(row))
          .toList();
    }

    private void measure(Variant variant, RequestWorkload workload)
        throws TaskException, ReportException {
      List<ResultRow> kept = kept(variant, workload);
      if (kept.stream().anyMatch(row -> row.variant().equals(variant.name()))) {
        kept.forEach(listener::kept);
        return;
      }
      listener.started(step, steps, variant.name() + ", " + workload.name());
      try {
        // Answers first, so that the plan's code is compiled by the time it is timed.
        Accuracy accuracy = answers.of(variant.selection(), workload.kind().task());
        VariantTimes times = measurer.measure(variant, workload, effort());
        if (variant.equals(Variant.AGAIN) && kept.isEmpty()) {
          add(rows.baseline(workload, times, accuracy), Set.of());
        }
        add(rows.variant(variant, workload, times, accuracy), times.flaws());
      } catch (IllegalArgumentException misfit) {
        listener.note("%s is left out: %s".formatted(variant.name(), misfit.getMessage()));
      }
    }

    /** An equal part of the time that is left, no more than is asked for. */
    private Effort effort() {
      double left = request.longestMillis() - (System.nanoTime() - start) / 1e6;
      return request.effort().within(left / (toCome + steps - step + 1));
    }

    private void add(ResultRow row, Set<Flaw> flaws) throws ReportException {
      journal.append(row);
      listener.row(row, flaws);
    }
  }

  private static boolean isOf(ResultRow row, Variant variant) {
    return row.experiment().equals(variant.experiment()) && row.variant().equals(variant.name());
  }

  private static boolean isBaseline(ResultRow row) {
    return row.experiment().equals(OptimizationRows.BASELINE);
  }
}
