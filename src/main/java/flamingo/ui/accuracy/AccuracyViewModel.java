package flamingo.ui.accuracy;

import flamingo.benchmark.accuracy.Task;
import flamingo.controller.AccuracyController;
import flamingo.controller.ComparedAccuracy;
import flamingo.controller.ComparedRequest;
import flamingo.controller.NamedDatasets;
import flamingo.controller.UserFacingError;
import flamingo.optimization.Selection;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
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
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is asked, and how much of it was answered right. A failure leaves the last result. */
public final class AccuracyViewModel {
  private static final int REQUESTS = 200;
  private static final int SEED = 1;

  /** Where images come from. */
  enum Images {
    SHAPES,
    CIFAR10,
    FOLDER
  }

  private final Executor ui;
  private final AccuracyController controller;
  private final ErrorReporter errors;
  private final Supplier<Optional<Path>> folder;
  private final ObservableValue<Selection> selection;
  private final ObjectProperty<Images> images = new SimpleObjectProperty<>(Images.SHAPES);
  private final ObjectProperty<Task> task = new SimpleObjectProperty<>(Task.CAPTION);
  private final IntegerProperty requests = new SimpleIntegerProperty(REQUESTS);
  private final IntegerProperty seed = new SimpleIntegerProperty(SEED);
  private final BooleanProperty ready = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<CountedPlan> compared = new ReadOnlyObjectWrapper<>();
  private final ObservableList<CountedKind> rows = FXCollections.observableArrayList();
  private AtomicBoolean cancelled = new AtomicBoolean();

  /**
   * @param folder that is open, if any
   * @param selection whose answers are counted beside the baseline's
   */
  public AccuracyViewModel(
      Executor ui,
      AccuracyController controller,
      ErrorReporter errors,
      Supplier<Optional<Path>> folder,
      ObservableValue<Selection> selection) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    this.folder = folder;
    this.selection = selection;
  }

  /** Whether the engine can take a request. */
  public BooleanProperty readyProperty() {
    return ready;
  }

  /** Asks; does nothing while requests are under way. */
  public void evaluate() {
    if (running.get() || !ready.get()) {
      return;
    }
    String dataset = dataset();
    if (dataset == null) {
      errors.report(
          new UserFacingError(
              "FOLDER_MISSING",
              Texts.text("accuracy.no.folder"),
              Texts.text("accuracy.no.folder.remedy"),
              null));
      return;
    }
    ComparedRequest request =
        new ComparedRequest(dataset, task.get(), requests.get(), seed.get(), selection.getValue());
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    running.set(true);
    progress.set(0);
    controller
        .compare(request, stop::get, share -> ui.execute(() -> progress.set(share)))
        .whenComplete((found, failure) -> ui.execute(() -> end(request, found, failure)));
  }

  /** Ends what is under way; the last result stays. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Forgets what was counted. */
  public void forget() {
    rows.clear();
    summary.set("");
  }

  private String dataset() {
    return switch (images.get()) {
      case SHAPES -> NamedDatasets.SHAPES;
      case CIFAR10 -> NamedDatasets.CIFAR10;
      case FOLDER -> folder.get().map(Path::toString).orElse(null);
    };
  }

  private void end(ComparedRequest request, ComparedAccuracy found, Throwable failure) {
    running.set(false);
    if (failure != null) {
      Errors.unlessCancelled(failure).ifPresent(errors::report);
      return;
    }
    if (found.baseline().equals(Selection.NONE)) {
      compared.set(CountedPlan.of(request.selection(), found));
    }
    rows.setAll(CountedKind.of(found, Texts.text("accuracy.all")));
    String plan = request.selection().text();
    String counted =
        Texts.text(
            "accuracy.summary",
            request.task().text(),
            Long.toString(request.seed()),
            plan.isEmpty() ? Texts.text("accuracy.plan.dense") : plan);
    summary.set(
        found.baseline().equals(Selection.NONE)
            ? counted
            : counted + "\n" + Texts.text("baseline.other", found.baseline().text()));
  }

  ObjectProperty<Images> imagesProperty() {
    return images;
  }

  ObjectProperty<Task> taskProperty() {
    return task;
  }

  IntegerProperty requestsProperty() {
    return requests;
  }

  IntegerProperty seedProperty() {
    return seed;
  }

  BooleanBinding evaluable() {
    return ready.and(running.not());
  }

  /** Whether requests are under way. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Share of the requests that are answered. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The plan that was counted last; null until one was. */
  public ReadOnlyObjectProperty<CountedPlan> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  /** All together first, then kind by kind. */
  ObservableList<CountedKind> rows() {
    return rows;
  }
}
