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

/** Opens images on the executor that it is given, never on the engine's thread. */
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
  public CompletableFuture<DatasetSummary> open(
      NamedImages images, DatasetListener listener, DownloadProgress fetching) {
    AtomicBoolean stop = replaceCancelled();
    CompletableFuture<DatasetSummary> outcome = new CompletableFuture<>();
    scanner.execute(() -> find(images, listener, fetching, stop, outcome));
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

  private static void find(
      NamedImages images,
      DatasetListener listener,
      DownloadProgress fetching,
      AtomicBoolean stop,
      CompletableFuture<DatasetSummary> outcome) {
    try {
      NamedDatasets.fetch(images.name(), fetching, stop::get);
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
