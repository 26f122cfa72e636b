package flamingo.ui.model;

import flamingo.controller.LoadedModel;
import flamingo.controller.ModelChoice;
import flamingo.controller.ModelController;
import flamingo.controller.ModelInspection;
import flamingo.optimization.Selection;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/**
 * The model under study, and the files that may hold the next one. A model that cannot be loaded
 * leaves the one before it in its place.
 */
public final class ModelViewModel {
  /** Of a bar that says only that something is under way. */
  private static final double UNKNOWN = -1;

  private final Executor ui;
  private final Executor background;
  private final ModelController controller;
  private final Function<Path, ModelInspection> inspector;
  private final ErrorReporter errors;
  private final ObservableValue<Selection> selection;

  private final BooleanProperty idle = new SimpleBooleanProperty(true);
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
  private final ReadOnlyObjectWrapper<LoadedModel> loaded = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ModelChoice> choice =
      new ReadOnlyObjectWrapper<>(ModelChoice.MINI);
  private final ReadOnlyObjectWrapper<Path> path = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ModelInspection> inspection = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final BooleanBinding changeable = idle.and(loading.not());
  private final BooleanBinding loadable;

  /**
   * @param background where headers are read
   * @param inspector reads the headers of the files at a path
   * @param selection the plan whose weights are packed while a model is loaded
   */
  public ModelViewModel(
      Executor ui,
      Executor background,
      ModelController controller,
      Function<Path, ModelInspection> inspector,
      ErrorReporter errors,
      ObservableValue<Selection> selection) {
    this.ui = ui;
    this.background = background;
    this.controller = controller;
    this.inspector = inspector;
    this.errors = errors;
    this.selection = selection;
    loadable = changeable.and(Bindings.createBooleanBinding(this::isLoadable, inspection));
  }

  /** Whether the engine does nothing else. */
  public BooleanProperty idleProperty() {
    return idle;
  }

  /**
   * Loads the model of an earlier start; Mini Flamingo where that is refused.
   *
   * @param remembered what was studied then
   */
  public void begin(ModelChoice remembered) {
    if (remembered.equals(ModelChoice.MINI)) {
      begin(controller.load(), remembered);
    } else {
      begin(controller.open(remembered, selection.getValue(), this::tell), remembered);
    }
  }

  private void begin(CompletableFuture<LoadedModel> opened, ModelChoice wanted) {
    loading.set(true);
    progress.set(UNKNOWN);
    opened.whenComplete(
        (model, failure) ->
            ui.execute(
                () -> {
                  end(wanted, model, failure);
                  if (failure != null && !wanted.equals(ModelChoice.MINI)) {
                    begin(ModelChoice.MINI);
                  }
                }));
  }

  /** Puts another model in the place of the one under study; nothing while the engine is busy. */
  public void open(ModelChoice wanted) {
    if (!changeable.get()) {
      return;
    }
    loading.set(true);
    progress.set(UNKNOWN);
    controller
        .open(wanted, selection.getValue(), this::tell)
        .whenComplete((model, failure) -> ui.execute(() -> end(wanted, model, failure)));
  }

  /** Ends the loading under way. */
  public void cancel() {
    controller.cancel();
  }

  /** Reads the headers of the files at a path; what was found of another path is forgotten. */
  public void inspect(Path files) {
    path.set(files);
    inspection.set(null);
    refusal.set("");
    CompletableFuture.supplyAsync(() -> inspector.apply(files), background)
        .whenComplete((found, failure) -> ui.execute(() -> inspected(files, found, failure)));
  }

  /** Loads what was inspected; nothing where it cannot be. */
  public void load() {
    if (loadable.get()) {
      open(ModelChoice.of(path.get()));
    }
  }

  /** Null until a model is loaded. */
  public ReadOnlyObjectProperty<LoadedModel> loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /** Which model that is. */
  public ReadOnlyObjectProperty<ModelChoice> choiceProperty() {
    return choice.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Share of the weights that are packed, 0 to 1; -1 while that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether another model can be put in the place of this one now. */
  public BooleanBinding changeable() {
    return changeable;
  }

  /** Whether what was inspected can be loaded now. */
  BooleanBinding loadable() {
    return loadable;
  }

  /** Whether the model under study is what was inspected. */
  boolean isInspectedLoaded() {
    return choice.get().equals(ModelChoice.of(path.get()));
  }

  ReadOnlyObjectProperty<Path> pathProperty() {
    return path.getReadOnlyProperty();
  }

  /** Null until headers are read. */
  ReadOnlyObjectProperty<ModelInspection> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  /** Why nothing could be found; empty where something was. */
  ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  private boolean isLoadable() {
    ModelInspection found = inspection.get();
    return found != null && found.isLoadable();
  }

  private void tell(double share) {
    ui.execute(() -> progress.set(share));
  }

  private void inspected(Path files, ModelInspection found, Throwable failure) {
    if (!files.equals(path.get())) {
      return;
    }
    inspection.set(found);
    if (failure != null) {
      Errors.unlessCancelled(failure).ifPresent(error -> refusal.set(error.sentence()));
    }
  }

  private void end(ModelChoice wanted, LoadedModel model, Throwable failure) {
    if (failure == null) {
      choice.set(wanted);
      loaded.set(model);
    } else {
      Errors.unlessCancelled(failure).ifPresent(errors::report);
    }
    loading.set(false);
  }
}
