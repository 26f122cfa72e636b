package flamingo.cli;

import flamingo.dataset.cifar.DownloadProgress;

/** A download's progress in tenths. */
final class ProgressNotes implements DownloadProgress {
  private static final int STEPS = 10;
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private long told = -1;

  ProgressNotes(Console console) {
    this.console = console;
  }

  @Override
  public void received(long bytes, long total) {
    long step = bytes * STEPS / total;
    if (step > told) {
      told = step;
      console.note("Fetched %d of %d MB.".formatted(bytes / MEGABYTE, total / MEGABYTE));
    }
  }
}
