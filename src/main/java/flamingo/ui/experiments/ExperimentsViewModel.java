package flamingo.ui.experiments;

import flamingo.benchmark.Flaw;
import flamingo.controller.ExperimentController;
import flamingo.controller.OptimizationListener;
import flamingo.controller.Rigour;
import flamingo.report.ResultRow;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Which experiments are made, and the rows they have. What was cancelled goes on where it ended
 * when the same is run again.
 */
public final class ExperimentsViewModel implements OptimizationListener {
  private static final String JOURNAL = "experiments.csv";
  private static final long SEED = 1;

  private final Executor ui;
  private final ExperimentController controller;
  private final ErrorReporter errors;
  private final Path home;
  private final Consumer<ResultRow> heard;
  private final ObservableList<ExperimentItem> items =
      FXCollections.observableArrayList(item -> new Observable[] {item.wantedProperty()});
  private final ObservableList<ResultRow> rows = FXCollections.observableArrayList();
  private final ObservableList<ResultRow> seenRows = FXCollections.unmodifiableObservableList(rows);
  private final ObservableList<String> notes = FXCollections.observableArrayList();
  private final ObservableList<String> seenNotes = FXCollections.unmodifiableObservableList(notes);
  private final BooleanProperty ready = new SimpleBooleanProperty();
  private final ObjectProperty<Rigour> rigour = new SimpleObjectProperty<>(Rigour.QUICK);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final BooleanBinding startable;
  private PauseGate gate = new PauseGate();

  /**
   * @param home where rows are kept until a run has come to its end
   * @param heard told every row that was measured, on any thread
   */
  public ExperimentsViewModel(
      Executor ui,
      ExperimentController controller,
      ErrorReporter errors,
      Path home,
      Consumer<ResultRow> heard) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    this.home = home;
    this.heard = heard;
    items.setAll(controller.experiments().stream().map(ExperimentItem::new).toList());
    BooleanBinding any =
        new BooleanBinding() {
          {
            bind(items);
          }

          @Override
          protected boolean computeValue() {
            return items.stream().anyMatch(item -> item.wantedProperty().get());
          }
        };
    startable = ready.and(running.not()).and(any);
  }

  /** Whether the engine can take a run. */
  public BooleanProperty readyProperty() {
    return ready;
  }

  /** Whether experiments are under way, paused or not. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Ends the run; the rows so far are kept. */
  public void cancel() {
    gate.cancel();
  }

  /** Does nothing where a run is under way, or nothing is wanted. */
  void run() {
    if (!startable.get()) {
      return;
    }
    Set<String> ids =
        items.stream()
            .filter(item -> item.wantedProperty().get())
            .map(ExperimentItem::id)
            .collect(Collectors.toSet());
    gate = new PauseGate();
    rows.clear();
    notes.clear();
    progress.set(0);
    step.set(Texts.text("experiments.begin"));
    running.set(true);
    paused.set(false);
    Path journal = home.resolve(JOURNAL);
    controller
        .run(new ExperimentController.Request(ids, rigour.get(), SEED, journal), gate, this)
        .whenComplete((nothing, failure) -> ui.execute(() -> end(failure)));
  }

  /** Holds the run before its next sample, or lets it go on. */
  void togglePause() {
    paused.set(!paused.get());
    if (paused.get()) {
      gate.pause();
    } else {
      gate.resume();
    }
  }

  /** Wants all, or none where all are wanted. */
  void toggleAll() {
    boolean all = items.stream().allMatch(item -> item.wantedProperty().get());
    items.forEach(item -> item.wantedProperty().set(!all));
  }

  @Override
  public void started(int number, int of, String what) {
    ui.execute(
        () -> {
          progress.set((double) (number - 1) / of);
          step.set(Texts.text("experiments.step", number, of, what));
        });
  }

  @Override
  public void row(ResultRow row, Set<Flaw> flaws) {
    heard.accept(row);
    ui.execute(() -> rows.add(row));
  }

  @Override
  public void kept(ResultRow row) {
    ui.execute(() -> rows.add(row));
  }

  @Override
  public void note(String sentence) {
    ui.execute(() -> notes.add(sentence));
  }

  ObservableList<ExperimentItem> items() {
    return items;
  }

  /** Of the run under way or the last one, in order. */
  ObservableList<ResultRow> rows() {
    return seenRows;
  }

  /** Experiments that have rows, in order. */
  List<String> begun() {
    return rows.stream().map(ResultRow::experiment).distinct().toList();
  }

  /** Sentences about the run: what was left out, and why. */
  ObservableList<String> notes() {
    return seenNotes;
  }

  ObjectProperty<Rigour> rigourProperty() {
    return rigour;
  }

  BooleanBinding startable() {
    return startable;
  }

  ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Share of the steps that are made. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  private void end(Throwable failure) {
    running.set(false);
    paused.set(false);
    if (failure == null) {
      progress.set(1);
      step.set(Texts.text("experiments.done", rows.size()));
      forget();
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    step.set(
        Texts.text(
            cause instanceof CancellationException
                ? "experiments.cancelled"
                : "experiments.failed"));
    Errors.unlessCancelled(failure).ifPresent(errors::report);
  }

  /** The next run measures anew. */
  private void forget() {
    home.resolve(JOURNAL).toFile().delete();
  }
}
