package flamingo.controller;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.dataset.DatasetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Tunes on the engine's thread, as {@code tune --quick} does on the command line. */
public final class EngineTuner implements TuneController {
  private static final long SEED = 1;

  private final Executor engineThread;
  private final BuiltInModels models;

  public EngineTuner(Executor engineThread, BuiltInModels models) {
    this.engineThread = engineThread;
    this.models = models;
  }

  @Override
  public CompletableFuture<TunedPlan> tune(
      String dataset,
      double budgetPoints,
      int limit,
      BooleanSupplier cancelled,
      TuneListener listener) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            TuneRequest request =
                new TuneRequest(
                    HeldOutImages.of(dataset, limit, SEED), budgetPoints, limit, SEED, true);
            return new PlanTuner(models, cancelled, listener).run(request);
          } catch (TaskException | DatasetException e) {
            throw new CompletionException(e);
          }
        },
        engineThread);
  }
}
