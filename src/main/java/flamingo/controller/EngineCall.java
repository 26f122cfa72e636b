package flamingo.controller;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work on the engine's thread that may fail with a checked exception, which fails its future. */
final class EngineCall {
  private EngineCall() {}

  static <T> CompletableFuture<T> on(Executor engineThread, Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        engineThread);
  }
}
