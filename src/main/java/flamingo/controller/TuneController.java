package flamingo.controller;

import flamingo.benchmark.tune.TunedPlan;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Finds the fastest plan within a budget of accuracy. May be called from any thread. */
public interface TuneController {
  /**
   * Fails with {@link flamingo.dataset.DatasetException} where the images cannot be opened, with
   * {@link flamingo.benchmark.accuracy.TaskException} where nothing can be counted, and with {@link
   * java.util.concurrent.CancellationException} where it was cancelled.
   *
   * @param dataset a name that {@link NamedDatasets} knows, or a folder
   * @param budgetPoints of accuracy that may be lost in any task, 0 to 100
   * @param limit requests of each task in the last round
   * @param cancelled asked before every sample and batch
   * @param listener told on the engine's thread
   */
  CompletableFuture<TunedPlan> tune(
      String dataset,
      double budgetPoints,
      int limit,
      BooleanSupplier cancelled,
      TuneListener listener);
}
