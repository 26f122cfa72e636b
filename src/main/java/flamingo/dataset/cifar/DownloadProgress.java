package flamingo.dataset.cifar;

/** Hears how far a download is, on the thread that waits for it. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * @param bytes on the disk, those of an earlier attempt included
   * @param total that there will be
   */
  void received(long bytes, long total);
}
