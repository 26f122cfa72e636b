package flamingo.ui.tune;

import flamingo.benchmark.tune.PlanScore;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.controller.NamedDatasets;
import flamingo.controller.PlanTuner;
import flamingo.controller.TuneController;
import flamingo.controller.TuneListener;
import flamingo.controller.UserFacingError;
import flamingo.optimization.Selection;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A search for a plan: what is wanted, what was measured so far, what was found. */
public final class TuneViewModel implements TuneListener {
  private static final double BUDGET = 2;
  private static final int REQUESTS = 64;

  private final Executor ui;
  private final TuneController controller;
  private final ErrorReporter errors;
  private final Supplier<Optional<Path>> folder;
  private final Consumer<PlanScore> heard;
  private final DoubleProperty budget = new SimpleDoubleProperty(BUDGET);
  private final IntegerProperty requests = new SimpleIntegerProperty(REQUESTS);
  private final ObjectProperty<TunedImages> images = new SimpleObjectProperty<>(TunedImages.SHAPES);
  private final BooleanProperty ready = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<TunedPlan> found = new ReadOnlyObjectWrapper<>();
  private final ObservableList<PlanScore> scores = FXCollections.observableArrayList();
  private AtomicBoolean cancelled = new AtomicBoolean();
  private int steps;

  /**
   * @param folder that is open, if any
   * @param heard told every score, on the window's thread
   */
  public TuneViewModel(
      Executor ui,
      TuneController controller,
      ErrorReporter errors,
      Supplier<Optional<Path>> folder,
      Consumer<PlanScore> heard) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    this.folder = folder;
    this.heard = heard;
  }

  /** Whether the engine can take a request. */
  public BooleanProperty readyProperty() {
    return ready;
  }

  /** Searches; does nothing while a search is under way. */
  void start() {
    if (running.get() || !ready.get()) {
      return;
    }
    Optional<String> dataset = dataset();
    if (dataset.isEmpty()) {
      errors.report(
          new UserFacingError(
              "FOLDER_MISSING",
              Texts.text("accuracy.no.folder"),
              Texts.text("accuracy.no.folder.remedy"),
              null));
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    forget();
    step.set(Texts.text("tune.begin"));
    running.set(true);
    controller
        .tune(dataset.get(), budget.get(), requests.get(), stop::get, this)
        .whenComplete((tuned, failure) -> ui.execute(() -> end(tuned, failure)));
  }

  /** Ends the search; what was measured stays. */
  public void cancel() {
    cancelled.set(true);
  }

  @Override
  public void started(String plan, int pairs, int asked) {
    ui.execute(
        () -> {
          progress.set(Math.min(1, (double) steps++ / PlanTuner.mostSteps()));
          step.set(Texts.text("tune.step", plan));
        });
  }

  @Override
  public void scored(PlanScore score) {
    ui.execute(
        () -> {
          scores.removeIf(earlier -> earlier.selection().equals(score.selection()));
          scores.add(score);
          heard.accept(score);
        });
  }

  @Override
  public void note(String sentence) {
    ui.execute(() -> step.set(sentence));
  }

  private Optional<String> dataset() {
    return images.get() == TunedImages.SHAPES
        ? Optional.of(NamedDatasets.SHAPES)
        : folder.get().map(Path::toString);
  }

  /** Forgets the front, and what was chosen. */
  public void forget() {
    scores.clear();
    found.set(null);
    progress.set(0);
    steps = 0;
    step.set("");
  }

  private void end(TunedPlan tuned, Throwable failure) {
    running.set(false);
    step.set(failure == null ? "" : Texts.text("tune.ended"));
    if (failure != null) {
      Errors.unlessCancelled(failure).ifPresent(errors::report);
      return;
    }
    progress.set(1);
    found.set(tuned);
  }

  DoubleProperty budgetProperty() {
    return budget;
  }

  IntegerProperty requestsProperty() {
    return requests;
  }

  ObjectProperty<TunedImages> imagesProperty() {
    return images;
  }

  BooleanBinding startable() {
    return ready.and(running.not());
  }

  /** Whether a search is under way. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Share of the plans that are measured, at most. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** Null until a search came to its end. */
  ReadOnlyObjectProperty<TunedPlan> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** Every plan, as it was measured last. */
  ObservableList<PlanScore> scores() {
    return scores;
  }

  /** Plans so far that no other beats in both speed and accuracy, the fastest first. */
  List<PlanScore> front() {
    return new TunedPlan(null, scores, List.of()).front();
  }

  /** What the search found; empty where nothing is better than dense. */
  Optional<Selection> chosen() {
    return Optional.ofNullable(found.get()).map(TunedPlan::selection);
  }
}
