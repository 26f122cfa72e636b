package flamingo.ui.dataset;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Collects what a scan finds on its own thread and hands it to the window in batches: one task of
 * the window is under way at most, however fast files are found.
 */
final class Intake implements DatasetListener {
  /** What was found since the batch before. */
  record Batch(List<Sample> samples, List<BrokenFile> broken) {}

  private final Executor ui;
  private final Consumer<Batch> receiver;
  private final List<Sample> samples = new ArrayList<>();
  private final List<BrokenFile> broken = new ArrayList<>();
  private boolean underWay;

  Intake(Executor ui, Consumer<Batch> receiver) {
    this.ui = ui;
    this.receiver = receiver;
  }

  @Override
  public void found(Sample sample) {
    synchronized (this) {
      samples.add(sample);
    }
    send();
  }

  @Override
  public void broken(BrokenFile file) {
    synchronized (this) {
      broken.add(file);
    }
    send();
  }

  private void send() {
    synchronized (this) {
      if (underWay) {
        return;
      }
      underWay = true;
    }
    ui.execute(() -> receiver.accept(take()));
  }

  private synchronized Batch take() {
    Batch batch = new Batch(List.copyOf(samples), List.copyOf(broken));
    samples.clear();
    broken.clear();
    underWay = false;
    return batch;
  }
}
