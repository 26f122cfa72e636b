package flamingo.ui;

import flamingo.controller.DatasetController;
import flamingo.controller.DatasetSummary;
import flamingo.controller.NamedImages;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.cifar.DownloadProgress;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A scan that the test steers: it tells the listener, and ends the future. */
public final class FakeDatasets implements DatasetController {
  private Path folder;
  private NamedImages images;
  private DownloadProgress fetching;
  private DatasetListener listener;
  private CompletableFuture<DatasetSummary> outcome = new CompletableFuture<>();

  @Override
  public CompletableFuture<DatasetSummary> open(Path opened, DatasetListener told) {
    folder = opened;
    listener = told;
    outcome = new CompletableFuture<>();
    return outcome;
  }

  @Override
  public CompletableFuture<DatasetSummary> open(
      NamedImages named, DatasetListener told, DownloadProgress bytes) {
    images = named;
    fetching = bytes;
    listener = told;
    outcome = new CompletableFuture<>();
    return outcome;
  }

  @Override
  public void cancel() {
    outcome.completeExceptionally(new CancellationException());
  }

  public Path folder() {
    return folder;
  }

  public NamedImages images() {
    return images;
  }

  public DownloadProgress fetching() {
    return fetching;
  }

  public DatasetListener listener() {
    return listener;
  }

  public CompletableFuture<DatasetSummary> outcome() {
    return outcome;
  }
}
