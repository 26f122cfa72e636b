package flamingo.controller;

import flamingo.optimization.Selection;
import java.util.concurrent.CompletableFuture;

/** Loads the model under study, on the engine's thread. */
public interface ModelController {
  /** The model under study, loaded at the first call. */
  CompletableFuture<LoadedModel> load();

  /**
   * Puts another model in the place of the one under study, which stays where this one fails. It
   * fails with {@link java.util.concurrent.CancellationException} where it was cancelled.
   *
   * @param plan whose weights are packed, so that the first request does not wait for them; as far
   *     as the model can run it
   * @param listener hears how far it is
   */
  CompletableFuture<LoadedModel> open(ModelChoice choice, Selection plan, LoadingListener listener);

  /** Ends the loading under way before its next tensor; nothing where none is. */
  void cancel();
}
