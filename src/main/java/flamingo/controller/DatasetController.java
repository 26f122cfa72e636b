package flamingo.controller;

import flamingo.dataset.DatasetListener;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Opens folders of images on a thread of its own. */
public interface DatasetController {
  /**
   * Scans a folder and all below it. A scan under way is cancelled.
   *
   * @param listener hears of every file, on the scanning thread
   * @return fails where the folder cannot be opened, with {@link
   *     java.util.concurrent.CancellationException} where it was cancelled
   */
  CompletableFuture<DatasetSummary> open(Path folder, DatasetListener listener);

  /** Ends the scan under way, if one is. */
  void cancel();
}
