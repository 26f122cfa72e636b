package flamingo.controller;

import flamingo.dataset.DatasetListener;
import flamingo.dataset.cifar.DownloadProgress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Opens images on a thread of its own. */
public interface DatasetController {
  /**
   * Scans a folder and all below it. A scan under way is cancelled.
   *
   * @param listener hears of every file, on the scanning thread
   * @return fails where the folder cannot be opened, with {@link
   *     java.util.concurrent.CancellationException} where it was cancelled
   */
  CompletableFuture<DatasetSummary> open(Path folder, DatasetListener listener);

  /**
   * Opens a data set by its name, and fetches it first where it is missing. What is under way is
   * cancelled.
   *
   * @param listener hears of every image, on a thread of its own
   * @param fetching hears how far a download is
   * @return fails where it cannot be opened, with {@link
   *     java.util.concurrent.CancellationException} where it was cancelled
   */
  CompletableFuture<DatasetSummary> open(
      NamedImages images, DatasetListener listener, DownloadProgress fetching);

  /** Ends what is under way, if something is. */
  void cancel();
}
