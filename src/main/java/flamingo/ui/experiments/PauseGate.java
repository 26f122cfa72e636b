package flamingo.ui.experiments;

import java.util.function.BooleanSupplier;

/** Where a run asks whether it is to end, and waits while it is paused. */
final class PauseGate implements BooleanSupplier {
  private boolean paused;
  private boolean cancelled;

  synchronized void pause() {
    paused = true;
  }

  synchronized void resume() {
    paused = false;
    notifyAll();
  }

  synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  @Override
  public synchronized boolean getAsBoolean() {
    while (paused && !cancelled) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return cancelled;
  }
}
