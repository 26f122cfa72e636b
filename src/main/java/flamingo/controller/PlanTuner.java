package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Environment;
import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.LostAccuracy;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.CacheState;
import flamingo.benchmark.request.RequestBenchmark;
import flamingo.benchmark.request.RequestKind;
import flamingo.benchmark.request.RequestPool;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.Variants;
import flamingo.benchmark.tune.PlanScore;
import flamingo.benchmark.tune.PlanSearch;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.dataset.ImageDataset;
import flamingo.model.ExecutionPlan;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Selection;
import flamingo.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Finds the fastest plan within a budget of accuracy, for images that are seen for the first time:
 * a cache, which pays only for images that come again, is measured on top. The figures of the plan
 * that is chosen are of images that the search has not seen. Runs on the thread that calls, which
 * must be the engine's.
 */
public final class PlanTuner {
  private static final int MOST_BATCH = 16;
  private static final double LONGEST_WARM_UP_MILLIS = 1_500;
  private static final int QUICK_BATCH = 4;
  private static final double QUICK_WARM_UP_MILLIS = 400;
  private static final int CACHE_PAIRS = 24;

  private final BuiltInModels models;
  private final BooleanSupplier cancelled;
  private final TuneListener listener;

  /**
   * @param cancelled asked before every sample and batch; true ends with {@link
   *     CancellationException}
   */
  public PlanTuner(BuiltInModels models, BooleanSupplier cancelled, TuneListener listener) {
    this.models = models;
    this.cancelled = cancelled;
    this.listener = listener;
  }

  /**
   * @throws TaskException if the data set has neither captions nor questions nor labels
   * @throws CancellationException if {@code cancelled} said so
   */
  public TunedPlan run(TuneRequest request) throws TaskException {
    Environment.current().warnings().forEach(listener::note);
    ModelSession session = models.session();
    session.requireRoom(Precision.FP32);
    HeldOutImages images = request.images();
    Tuning choosing = new Tuning(session, request, images.choosing());
    Tuning testing = new Tuning(session, request, images.testing());
    TunedPlan tuned =
        new PlanSearch(choosing::scoreAndTell, testing::score, request.budgetPoints())
            .run(settings(), request.limit());
    List<String> explanation = new ArrayList<>(tuned.explanation());
    explanation.addAll(testing.caches(tuned.selection()));
    return new TunedPlan(tuned.chosen(), tuned.scores(), explanation);
  }

  /** How often {@link #run} tells its listener that something is started, at most. */
  public static int mostSteps() {
    return PlanSearch.mostScores(settings()) + (int) warmCaches().count();
  }

  private static Stream<Variant> warmCaches() {
    return Optimizations.all().stream()
        .flatMap(optimization -> Variants.of(optimization).stream())
        .filter(variant -> variant.cache() == CacheState.WARM);
  }

  /** Each optimization's settings but those of a cache. */
  private static Map<String, List<Selection>> settings() {
    Map<String, List<Selection>> settings = new LinkedHashMap<>();
    for (Optimization optimization : Optimizations.all()) {
      List<Selection> selections =
          Variants.of(optimization).stream()
              .filter(variant -> variant.cache() == CacheState.NONE)
              .map(variant -> variant.selection())
              .toList();
      if (!selections.isEmpty()) {
        settings.put(optimization.description().id(), selections);
      }
    }
    return settings;
  }

  /** Measures plans on some images. */
  private final class Tuning {
    private final TuneRequest request;
    private final ImageDataset dataset;
    private final ModelSession session;
    private final RequestBenchmark benchmark;
    private final Map<Integer, AnswerCount> answers = new LinkedHashMap<>();
    private final List<Task> tasks;
    private final List<RequestWorkload> workloads = new ArrayList<>();

    Tuning(ModelSession session, TuneRequest request, ImageDataset dataset) throws TaskException {
      this.request = request;
      this.dataset = dataset;
      this.session = session;
      ModelLanguage language =
          new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer());
      RequestPool pool = RequestPool.of(dataset, language, OptimizationBenchmark.POOL);
      this.benchmark = new RequestBenchmark(session.flamingo(), pool, cancelled);
      this.tasks = tasks();
      int batch = Math.min(request.quick() ? QUICK_BATCH : MOST_BATCH, pool.size());
      for (Task task : tasks) {
        RequestKind kind = task == Task.VQA ? RequestKind.VQA : RequestKind.CAPTION;
        RequestWorkload workload = new RequestWorkload(kind, batch);
        pool.require(workload);
        workloads.add(workload);
      }
    }

    private List<Task> tasks() throws TaskException {
      List<Task> offered = Task.of(dataset);
      List<Task> free =
          offered.stream().filter(task -> task == Task.CAPTION || task == Task.VQA).toList();
      if (free.isEmpty() && !offered.contains(Task.CLASSIFY)) {
        throw new TaskException(
            "%s has neither captions nor questions nor labels to count right answers by; add a captions.csv."
                .formatted(dataset.name()));
      }
      return free.isEmpty() ? List.of(Task.CLASSIFY) : free;
    }

    PlanScore scoreAndTell(Selection selection, int pairs, int requests) {
      PlanScore score = score(selection, pairs, requests);
      if (score != null) {
        listener.scored(score);
      }
      return score;
    }

    PlanScore score(Selection selection, int pairs, int requests) {
      listener.started(selection.text(), pairs, requests);
      try {
        Interval speedup = speedup(selection, CacheState.NONE, pairs);
        return new PlanScore(selection, speedup, lostPoints(selection, requests), pairs, requests);
      } catch (IllegalArgumentException | TaskException misfit) {
        listener.note("%s is left out: %s".formatted(selection.text(), misfit.getMessage()));
        return null;
      }
    }

    private Interval speedup(Selection selection, CacheState cache, int pairs) {
      double warmUp = request.quick() ? QUICK_WARM_UP_MILLIS : LONGEST_WARM_UP_MILLIS;
      Effort effort = new Effort(pairs, warmUp, Double.POSITIVE_INFINITY);
      return benchmark
          .times(ExecutionPlan.DENSE, selection.plan(), cache, workloads, effort)
          .speedup();
    }

    /** Of the task that loses most. */
    private Interval lostPoints(Selection selection, int requests) throws TaskException {
      AnswerCount count =
          answers.computeIfAbsent(
              requests,
              limit -> new AnswerCount(session, dataset, limit, request.seed(), cancelled));
      Interval most = null;
      for (Task task : tasks) {
        Interval lost =
            LostAccuracy.between(
                count.of(Selection.NONE, task).answers(), count.of(selection, task).answers());
        most = most == null || lost.value() > most.value() ? lost : most;
      }
      return most;
    }

    /** What each level of a cache would do on top of a plan. */
    List<String> caches(Selection plan) {
      return warmCaches().map(variant -> cache(plan, variant.selection())).toList();
    }

    private String cache(Selection plan, Selection cache) {
      Selection both = plan.and(cache);
      listener.started(both.text(), CACHE_PAIRS, 0);
      Interval without = speedup(plan, CacheState.NONE, CACHE_PAIRS);
      Interval cold = speedup(both, CacheState.COLD, CACHE_PAIRS);
      Interval warm = speedup(both, CacheState.WARM, CACHE_PAIRS);
      return String.format(
          Locale.ROOT,
          "%s on top: %.2f times as fast as dense on new images (%.2f without it), %.2f on images that come again; %s.",
          cache.text(),
          cold.value(),
          without.value(),
          warm.value(),
          warm.low() > without.high() ? "add it where images come again" : "it does not pay here");
    }
  }
}
