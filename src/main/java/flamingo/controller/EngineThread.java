package flamingo.controller;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that touches the engine and the model, in the order in which it is asked. It does
 * not keep the program alive.
 */
public final class EngineThread implements Executor, AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread created = new Thread(task, "engine");
            created.setDaemon(true);
            return created;
          });

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /**
   * Takes no more tasks and waits for those that were given, which their givers have ended by now;
   * one that goes on all the same is interrupted.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
