package flamingo.ui.shell;

import flamingo.benchmark.tune.PlanScore;
import flamingo.controller.LoadedModel;
import flamingo.controller.ModelInspection;
import flamingo.controller.PairedMeasurement;
import flamingo.controller.RunState;
import flamingo.controller.UserFacingError;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Selection;
import flamingo.ui.accuracy.AccuracyViewModel;
import flamingo.ui.benchmark.BenchmarkViewModel;
import flamingo.ui.common.Texts;
import flamingo.ui.dataset.DatasetViewModel;
import flamingo.ui.experiments.ExperimentsViewModel;
import flamingo.ui.explore.ExploreViewModel;
import flamingo.ui.model.ModelViewModel;
import flamingo.ui.optimization.Effects.Counter;
import flamingo.ui.optimization.OptimizationViewModel;
import flamingo.ui.results.ResultsViewModel;
import flamingo.ui.tune.TuneViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;

/** The window as a whole: its panes' models, the model under study, opening and exporting. */
final class ShellViewModel {
  private final Services services;
  private final DatasetViewModel dataset;
  private final OptimizationViewModel optimization;
  private final BenchmarkViewModel benchmark;
  private final ResultsViewModel results;
  private final ExploreViewModel explore;
  private final AccuracyViewModel accuracy;
  private final TuneViewModel tune;
  private final ExperimentsViewModel experiments;
  private final RunViewModel run;
  private final StatusViewModel status;
  private final ModelViewModel models;
  private Path lastFolder;

  ShellViewModel(Services services) {
    this.services = services;
    dataset = new DatasetViewModel(services.ui(), services.datasets(), services.errors());
    optimization = new OptimizationViewModel(Optimizations.all());
    benchmark = new BenchmarkViewModel(services.ui(), System::nanoTime);
    results =
        new ResultsViewModel(
            services.ui(), services.background(), services.errors(), services.home());
    status = new StatusViewModel(services.ui());
    run =
        new RunViewModel(
            services.ui(),
            services.benchmarks(),
            benchmark,
            results,
            services.errors(),
            dataset.shown(),
            optimization.selectionProperty());
    explore =
        new ExploreViewModel(
            services.ui(),
            services.explorer(),
            services.errors(),
            dataset.labels(),
            dataset.shown(),
            optimization.selectionProperty());
    explore
        .readyProperty()
        .bind(run.modelReadyProperty().and(run.stateProperty().isEqualTo(RunState.IDLE)));
    explore.measuringProperty().bind(run.stateProperty().isNotEqualTo(RunState.IDLE));
    accuracy =
        new AccuracyViewModel(
            services.ui(),
            services.accuracies(),
            services.errors(),
            dataset::folder,
            optimization.selectionProperty());
    accuracy.readyProperty().bind(explore.readyProperty());
    tune =
        new TuneViewModel(
            services.ui(), services.tuner(), services.errors(), dataset::folder, this::show);
    experiments =
        new ExperimentsViewModel(
            services.ui(),
            services.experiments(),
            services.errors(),
            services.home(),
            results::add);
    experiments.readyProperty().bind(explore.readyProperty());
    models =
        new ModelViewModel(
            services.ui(),
            services.background(),
            services.models(),
            ModelInspection::of,
            services.errors(),
            optimization.selectionProperty());
    models.idleProperty().bind(idle());
    models.loadedProperty().addListener((observed, before, now) -> show(now));
    run.modelReadyProperty()
        .bind(models.loadedProperty().isNotNull().and(models.loadingProperty().not()));
    run.busyProperty().bind(experiments.runningProperty());
    tune.readyProperty().bind(explore.readyProperty());
    dataset.openedProperty().addListener(changed -> optimization.effects().clear());
    benchmark.lastProperty().addListener((observed, before, now) -> show(now));
    optimization.selectionProperty().addListener((observed, before, now) -> status.plan(now));
    accuracy
        .comparedProperty()
        .addListener(
            (observed, before, now) ->
                optimization
                    .effects()
                    .counted(Counter.ACCURACY, now.selection(), now.lostPoints()));
  }

  /** Whether nothing but the loading of a model uses the engine. */
  private BooleanBinding idle() {
    return run.stateProperty()
        .isEqualTo(RunState.IDLE)
        .and(explore.runningProperty().not())
        .and(explore.choosingProperty().not())
        .and(experiments.runningProperty().not())
        .and(accuracy.runningProperty().not())
        .and(tune.runningProperty().not());
  }

  /** Asks for a model's folder, and has it inspected; false where the user cancelled. */
  boolean chooseModelFolder() {
    return inspect(services.files().modelFolder(lastFolder));
  }

  /** Asks for a packed model, and has it inspected; false where the user cancelled. */
  boolean chooseModelFile() {
    return inspect(services.files().modelFile(lastFolder));
  }

  private boolean inspect(Optional<Path> files) {
    files.ifPresent(models::inspect);
    return files.isPresent();
  }

  /** Asks for a folder and opens it. */
  void chooseFolder() {
    services.files().folder(lastFolder).ifPresent(this::open);
  }

  void openSamples() {
    services
        .samples()
        .get()
        .ifPresentOrElse(
            dataset::open,
            () ->
                services
                    .errors()
                    .report(
                        new UserFacingError(
                            "SAMPLES_MISSING",
                            Texts.text("samples.missing"),
                            Texts.text("samples.missing.remedy"),
                            null)));
  }

  /** Opens the first of what was dropped on the window, at least one path. */
  void dropped(List<Path> paths) {
    services
        .background()
        .execute(
            () -> {
              Path folder = Dropped.toOpen(paths.get(0));
              services.ui().execute(() -> open(folder));
            });
  }

  /** Asks for a file and writes the results to it. */
  void export() {
    if (!results.rows().isEmpty()) {
      services.files().saveResults(Texts.text("export.name")).ifPresent(results::export);
    }
  }

  /** Ends what is under way. */
  void close() {
    run.stop();
    explore.cancel();
    accuracy.cancel();
    tune.cancel();
    experiments.cancel();
    models.cancel();
    dataset.cancel();
  }

  DatasetViewModel dataset() {
    return dataset;
  }

  OptimizationViewModel optimization() {
    return optimization;
  }

  BenchmarkViewModel benchmark() {
    return benchmark;
  }

  ResultsViewModel results() {
    return results;
  }

  ExploreViewModel explore() {
    return explore;
  }

  AccuracyViewModel accuracy() {
    return accuracy;
  }

  ExperimentsViewModel experiments() {
    return experiments;
  }

  TuneViewModel tune() {
    return tune;
  }

  RunViewModel run() {
    return run;
  }

  StatusViewModel status() {
    return status;
  }

  Services services() {
    return services;
  }

  ModelViewModel models() {
    return models;
  }

  /** Side of the square that the model sees, in pixels; 0 until it is loaded. */
  int imageSize() {
    LoadedModel loaded = models.loadedProperty().get();
    return loaded == null ? 0 : loaded.imageSize();
  }

  /** The folder the user opened last, this time or before; null where there is none. */
  Path lastFolder() {
    return lastFolder;
  }

  void remember(Path folder) {
    lastFolder = folder;
  }

  private void show(PlanScore score) {
    optimization.effects().measured(score.selection(), score.speedup().value());
    optimization.effects().counted(Counter.TUNER, score.selection(), score.lostPoints().value());
  }

  private void show(PairedMeasurement round) {
    status.round(round);
    if (round != null && benchmark.baselineProperty().get().equals(Selection.NONE)) {
      optimization.effects().measured(round.selection(), round.speedup());
      if (round.answers() != null) {
        optimization
            .effects()
            .counted(Counter.BENCHMARK, round.selection(), round.answers().lostPoints());
      }
    }
  }

  private void open(Path path) {
    lastFolder = path;
    dataset.open(path);
  }

  /** What was measured and answered before was another model's. */
  private void show(LoadedModel loaded) {
    benchmark.clear();
    explore.forget();
    accuracy.forget();
    tune.forget();
    optimization.effects().clear();
    status.model(loaded);
    optimization.limitsProperty().set(loaded.limits());
    benchmark.untrainedProperty().set(!loaded.trained());
  }
}
