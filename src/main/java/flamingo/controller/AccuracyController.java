package flamingo.controller;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.probe.LinearProbe;
import flamingo.benchmark.probe.ProbeImages;
import flamingo.benchmark.probe.ProbeResult;
import flamingo.checkpoint.MachineMemory;
import flamingo.dataset.DatasetException;
import flamingo.dataset.ImageDataset;
import flamingo.model.CacheFileException;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** Counts how often the model answers right, on the engine's thread. */
public final class AccuracyController implements AutoCloseable {
  private final Executor engineThread;
  private final BuiltInModels models;
  private final KeptCache cache;
  private CacheFileException unwritten;

  /** Every evaluation begins cold. */
  public AccuracyController(Executor engineThread, BuiltInModels models) {
    this(engineThread, models, KeptCache.NONE);
  }

  /**
   * @param cache what evaluations know from the beginning, and leave behind
   */
  public AccuracyController(Executor engineThread, BuiltInModels models, KeptCache cache) {
    this.engineThread = engineThread;
    this.models = models;
    this.cache = cache;
  }

  /**
   * Fails with {@link TaskException} where the data set has nothing for the task.
   *
   * @param cancelled asked before every batch
   * @param progress told how many requests were answered, on the engine's thread
   */
  public CompletableFuture<Accuracy> evaluate(
      AccuracyRequest request, BooleanSupplier cancelled, IntConsumer progress) {
    return EngineCall.on(engineThread, () -> evaluateNow(request, cancelled, progress));
  }

  /**
   * Asks the same requests of the dense baseline and of a plan. Fails as {@link #evaluate}, and
   * with {@link DatasetException} where the images cannot be opened.
   *
   * @param cancelled asked before every batch
   * @param progress told the share that is done, on the engine's thread
   */
  public CompletableFuture<ComparedAccuracy> compare(
      ComparedRequest request, BooleanSupplier cancelled, DoubleConsumer progress) {
    return EngineCall.on(engineThread, () -> compareNow(request, cancelled, progress));
  }

  private ComparedAccuracy compareNow(
      ComparedRequest request, BooleanSupplier cancelled, DoubleConsumer progress)
      throws TaskException, DatasetException {
    ImageDataset images = NamedDatasets.open(request.dataset(), request.limit(), request.seed());
    Selection baseline = models.session().baseline(request.selection(), MachineMemory.read());
    boolean plain = request.selection().equals(baseline);
    double all = (plain ? 1.0 : 2.0) * request.limit();
    Accuracy dense =
        evaluateNow(of(request, images, baseline), cancelled, done -> progress.accept(done / all));
    Accuracy current =
        plain
            ? dense
            : evaluateNow(
                of(request, images, request.selection()),
                cancelled,
                done -> progress.accept((request.limit() + done) / all));
    return new ComparedAccuracy(baseline, dense, current);
  }

  private static AccuracyRequest of(
      ComparedRequest request, ImageDataset images, Selection selection) {
    Task task = request.task();
    return new AccuracyRequest(
        task, images, task.usualShots(), request.limit(), request.seed(), selection);
  }

  /**
   * Trains a softmax layer on what the vision tower makes of images, and tests it on others. Fails
   * with {@link TaskException} where there is nothing to learn.
   */
  public CompletableFuture<ProbeResult> probe(ProbeRequest request) {
    return EngineCall.on(engineThread, () -> probeNow(request));
  }

  private ProbeResult probeNow(ProbeRequest request) throws TaskException {
    ImageDataset training = request.training();
    ImageDataset test = request.test();
    ProbeImages images =
        training == null
            ? ProbeImages.split(test, request.most(), request.limit(), request.seed())
            : ProbeImages.of(training, test, request.most(), request.limit(), request.seed());
    ModelSession session = models.session();
    try (PreparedFlamingo model = session.prepare(request.selection().plan())) {
      return new LinearProbe(session.preprocessor()).run(model, images, request.seed());
    }
  }

  private Accuracy evaluateNow(
      AccuracyRequest request, BooleanSupplier cancelled, IntConsumer progress)
      throws TaskException {
    ModelSession session = models.session();
    ModelLanguage language =
        new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer());
    AccuracyBenchmark benchmark = new AccuracyBenchmark(language, cancelled, progress);
    try (PreparedFlamingo model = cache.prepare(models, request.selection())) {
      Accuracy accuracy =
          benchmark.run(
              model,
              new AccuracyBenchmark.Request(
                  request.task(),
                  request.dataset(),
                  request.shots(),
                  request.limit(),
                  request.seed()));
      keep(model);
      return accuracy;
    }
  }

  /** A cache that cannot be written costs no result: it is said at the end. */
  private void keep(PreparedFlamingo model) {
    try {
      cache.keep(models, model);
    } catch (CacheFileException e) {
      unwritten = e;
    }
  }

  /**
   * Ends the evaluations.
   *
   * @throws CacheFileException if a cache could not be written
   */
  @Override
  public void close() {
    if (unwritten != null) {
      throw unwritten;
    }
  }
}
