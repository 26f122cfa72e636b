package flamingo.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far an experiment is: a bar on a terminal, else a line a step. */
final class ExperimentProgress implements AutoCloseable {
  private final Console console;
  private final boolean terminal = System.console() != null;
  private ProgressBar bar;

  ExperimentProgress(Console console) {
    this.console = console;
  }

  /**
   * @param step counted from 1
   */
  void started(int step, int steps, String what) {
    if (!terminal) {
      console.note("%d of %d: %s ...".formatted(step, steps, what));
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis((int) Duration.ofMillis(500).toMillis())
              .setTaskName("Measuring")
              .build();
    }
    bar.maxHint(steps).stepTo(step - 1L).setExtraMessage(what);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
