package flamingo.dataset.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A stream that is closed when it is cancelled or stalls, so that no reader waits for ever. */
final class WatchedStream implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final InputStream stream;
  private final long patience;
  private final BooleanSupplier cancelled;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(WatchedStream::daemon);
  private volatile long lastRead = System.nanoTime();

  WatchedStream(InputStream stream, Duration patience, BooleanSupplier cancelled) {
    this.stream = stream;
    this.patience = patience.toNanos();
    this.cancelled = cancelled;
    watch.scheduleWithFixedDelay(this::look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @return the number of bytes, or -1 at the end
   * @throws CancellationException if it was cancelled
   * @throws TransferException if it broke or stalled
   */
  int read(byte[] buffer) throws IOException {
    try {
      requireWanted();
      int read = stream.read(buffer);
      lastRead = System.nanoTime();
      return read;
    } catch (IOException broken) {
      requireWanted();
      throw new TransferException(TransferException.Kind.CUT, "stopped early", broken);
    }
  }

  private void requireWanted() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The download was cancelled.");
    }
  }

  private void look() {
    if (cancelled.getAsBoolean() || System.nanoTime() - lastRead > patience) {
      try {
        stream.close();
      } catch (IOException broken) {
        watch.shutdown();
      }
    }
  }

  @Override
  public void close() throws IOException {
    watch.shutdown();
    stream.close();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "download-watch");
    thread.setDaemon(true);
    return thread;
  }
}
