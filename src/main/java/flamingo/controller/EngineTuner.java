package flamingo.controller;

import flamingo.benchmark.tune.TunedPlan;
import java.util.concurrent.CompletableFuture;
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
    return EngineCall.on(
        engineThread,
        () -> {
          TuneRequest request =
              new TuneRequest(
                  HeldOutImages.of(dataset, limit, SEED), budgetPoints, limit, SEED, true);
          return new PlanTuner(models, cancelled, listener).run(request);
        });
  }
}
