package flamingo.controller;

import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Scans folders on the executor that it is given, never on the engine's thread. */
public final class FolderDatasets implements DatasetController {
  private final Executor scanner;
  private AtomicBoolean cancelled = new AtomicBoolean();

  /**
   * @param scanner where folders are read
   */
  public FolderDatasets(Executor scanner) {
    this.scanner = scanner;
  }

  @Override
  public CompletableFuture<DatasetSummary> open(Path folder, DatasetListener listener) {
    AtomicBoolean stop = replaceCancelled();
    CompletableFuture<DatasetSummary> outcome = new CompletableFuture<>();
    scanner.execute(() -> scan(folder, listener, stop, outcome));
    return outcome;
  }

  @Override
  public synchronized void cancel() {
    cancelled.set(true);
  }

  private synchronized AtomicBoolean replaceCancelled() {
    cancelled.set(true);
    cancelled = new AtomicBoolean();
    return cancelled;
  }

  private static void scan(
      Path folder,
      DatasetListener listener,
      AtomicBoolean stop,
      CompletableFuture<DatasetSummary> outcome) {
    try {
      ImageFolder opened = ImageFolder.scan(folder, listener, stop::get);
      outcome.complete(
          new DatasetSummary(opened.name(), opened.samples().size(), opened.broken().size()));
    } catch (DatasetException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }
}
