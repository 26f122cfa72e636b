package flamingo.controller;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one thread that touches the engine and the model, in the order in which it is asked. It does
 * not keep the program alive.
 */
public final class EngineThread implements Executor, AutoCloseable {
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

  /** Takes no more tasks; the one under way is asked to end. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
