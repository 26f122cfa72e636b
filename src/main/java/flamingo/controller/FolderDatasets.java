package flamingo.controller;

import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.dataset.cifar.DownloadProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Opens images on the executor that it is given, never on the engine's thread. */
public final class FolderDatasets implements DatasetController {
  private final Executor scanner;
  private final Fetching fetching;
  private AtomicBoolean cancelled = new AtomicBoolean();

  /** Brings a data set by its name onto this machine, where it is not there already. */
  public interface Fetching {
    /**
     * @throws DatasetException if it cannot be fetched
     * @throws CancellationException if {@code cancelled} said so
     */
    void fetch(String name, DownloadProgress progress, BooleanSupplier cancelled)
        throws DatasetException;
  }

  /**
   * @param scanner where folders are read
   */
  public FolderDatasets(Executor scanner) {
    this(scanner, NamedDatasets::fetch);
  }

  /**
   * @param scanner where folders are read
   */
  public FolderDatasets(Executor scanner, Fetching fetching) {
    this.scanner = scanner;
    this.fetching = fetching;
  }

  @Override
  public CompletableFuture<DatasetSummary> open(Path folder, DatasetListener listener) {
    AtomicBoolean stop = replaceCancelled();
    CompletableFuture<DatasetSummary> outcome = new CompletableFuture<>();
    scanner.execute(() -> scan(folder, listener, stop, outcome));
    return outcome;
  }

  @Override
  public CompletableFuture<DatasetSummary> open(
      NamedImages images, DatasetListener listener, DownloadProgress progress) {
    AtomicBoolean stop = replaceCancelled();
    CompletableFuture<DatasetSummary> outcome = new CompletableFuture<>();
    scanner.execute(() -> find(images, listener, progress, stop, outcome));
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

  private void find(
      NamedImages images,
      DatasetListener listener,
      DownloadProgress progress,
      AtomicBoolean stop,
      CompletableFuture<DatasetSummary> outcome) {
    try {
      fetching.fetch(images.name(), progress, stop::get);
      ImageDataset opened = NamedDatasets.open(images.name(), images.count(), images.seed());
      List<Sample> samples = opened.samples().stream().limit(images.count()).toList();
      for (Sample sample : samples) {
        if (stop.get()) {
          throw new CancellationException("Opening the images was cancelled.");
        }
        listener.found(sample);
      }
      outcome.complete(new DatasetSummary(opened.name(), samples.size(), 0));
    } catch (DatasetException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
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
