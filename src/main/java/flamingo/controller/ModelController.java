package flamingo.controller;

import java.util.concurrent.CompletableFuture;

/** Loads the model under study, on the engine's thread. */
public interface ModelController {
  CompletableFuture<LoadedModel> load();
}
