package flamingo.cli;

import java.nio.file.Path;

/** Ctrl-C while something is measured: it ends, and a note says where the rows so far are. */
final class Interruption implements AutoCloseable {
  private final Thread hook;
  private volatile boolean requested;

  /**
   * @param csv where rows are written; null for nowhere
   */
  Interruption(Console console, Path csv) {
    this.hook =
        new Thread(
            () -> {
              requested = true;
              console.note(
                  csv == null
                      ? "Stopped. With --csv FILE, rows would have been kept."
                      : "Stopped. The rows so far are in %s; the same command goes on from there."
                          .formatted(csv));
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    if (!requested) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
