package flamingo.cli;

import flamingo.benchmark.Flaw;
import flamingo.controller.OptimizationListener;
import flamingo.report.ResultRow;
import java.util.Set;

/** How far a run is; its rows are shown elsewhere. */
final class ProgressListener implements OptimizationListener, AutoCloseable {
  private final Console console;
  private final ExperimentProgress progress;

  ProgressListener(Console console) {
    this.console = console;
    this.progress = new ExperimentProgress(console);
  }

  @Override
  public void started(int step, int steps, String what) {
    progress.started(step, steps, what);
  }

  @Override
  public void row(ResultRow row, Set<Flaw> flaws) {}

  @Override
  public void kept(ResultRow row) {}

  @Override
  public void note(String sentence) {
    console.note(sentence);
  }

  @Override
  public void close() {
    progress.close();
  }
}
