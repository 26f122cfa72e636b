package flamingo.ui.shell;

import flamingo.controller.BenchmarkController;
import flamingo.controller.BenchmarkListener;
import flamingo.controller.BenchmarkRequest;
import flamingo.controller.PairedMeasurement;
import flamingo.controller.RunState;
import flamingo.controller.UserFacingError;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import flamingo.ui.benchmark.BenchmarkViewModel;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.PlanText;
import flamingo.ui.results.ResultsViewModel;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

/** Starts and stops measuring, and takes what is measured to the panes that show it. */
public final class RunViewModel implements BenchmarkListener {
  private final Executor ui;
  private final BenchmarkController controller;
  private final BenchmarkViewModel benchmark;
  private final ResultsViewModel results;
  private final ErrorReporter errors;

  private final ReadOnlyObjectWrapper<RunState> state = new ReadOnlyObjectWrapper<>(RunState.IDLE);
  private final BooleanProperty modelReady = new SimpleBooleanProperty();
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final ObservableList<Sample> images;
  private final ObservableValue<Selection> selection;
  private final BooleanBinding startable;
  private final BooleanBinding stoppable;
  private final BooleanBinding stopping;

  /**
   * @param images those a run measures: the ones shown when it starts
   * @param selection the current plan; a change takes effect in the run under way
   */
  RunViewModel(
      Executor ui,
      BenchmarkController controller,
      BenchmarkViewModel benchmark,
      ResultsViewModel results,
      ErrorReporter errors,
      ObservableList<Sample> images,
      ObservableValue<Selection> selection) {
    this.ui = ui;
    this.controller = controller;
    this.benchmark = benchmark;
    this.results = results;
    this.errors = errors;
    this.images = images;
    this.selection = selection;
    startable =
        state
            .isEqualTo(RunState.IDLE)
            .and(modelReady)
            .and(busy.not())
            .and(Bindings.isNotEmpty(images));
    stoppable = state.isEqualTo(RunState.RUNNING);
    stopping = state.isEqualTo(RunState.CANCELLING);
    selection.addListener((observed, before, now) -> controller.select(now));
    benchmark
        .earlierPlanProperty()
        .bind(
            Bindings.createStringBinding(
                this::earlierPlan, state, benchmark.lastProperty(), selection));
  }

  private String earlierPlan() {
    PairedMeasurement last = benchmark.lastProperty().get();
    if (last == null
        || state.get() != RunState.IDLE
        || last.selection().equals(selection.getValue())) {
      return "";
    }
    return PlanText.of(last.selection());
  }

  /** Whether a model is loaded. */
  BooleanProperty modelReadyProperty() {
    return modelReady;
  }

  /** Whether the engine measures something else. */
  BooleanProperty busyProperty() {
    return busy;
  }

  ReadOnlyObjectProperty<RunState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  BooleanBinding startable() {
    return startable;
  }

  BooleanBinding stoppable() {
    return stoppable;
  }

  BooleanBinding stopping() {
    return stopping;
  }

  /** Does nothing where a run is under way, or there is nothing to measure. */
  void start() {
    if (startable.get()) {
      state.set(RunState.RUNNING);
      benchmark.clear();
      controller.start(new BenchmarkRequest(List.copyOf(images), selection.getValue(), this));
    }
  }

  /** Does nothing where no run is under way. */
  void stop() {
    if (stoppable.get()) {
      state.set(RunState.CANCELLING);
      controller.stop();
    }
  }

  @Override
  public void baseline(Selection dense) {
    ui.execute(() -> benchmark.baselineProperty().set(dense));
  }

  @Override
  public void measured(PairedMeasurement measurement) {
    benchmark.measured(measurement);
  }

  @Override
  public void state(RunState now) {
    benchmark.flush();
    ui.execute(() -> state.set(now));
  }

  @Override
  public void failed(UserFacingError error) {
    errors.report(error);
  }

  @Override
  public void row(ResultRow row) {
    results.add(row);
  }
}
