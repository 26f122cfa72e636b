package flamingo.ui.shell;

import flamingo.controller.AccuracyController;
import flamingo.controller.BenchmarkListener;
import flamingo.controller.BuiltInModels;
import flamingo.controller.FolderDatasets;
import flamingo.controller.LoadedModel;
import flamingo.controller.NamedDatasets;
import flamingo.model.ModelLimits;
import flamingo.tensor.EngineInfo;
import flamingo.ui.ChosenFiles;
import flamingo.ui.FakeBenchmarks;
import flamingo.ui.FakeExperiments;
import flamingo.ui.FakeExplorer;
import flamingo.ui.FakeModels;
import flamingo.ui.FakeTuner;
import flamingo.ui.Patience;
import flamingo.ui.Pictures;
import flamingo.ui.SharedStage;
import flamingo.ui.common.Background;
import flamingo.ui.common.ErrorDialogs;
import flamingo.ui.common.Remembered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The real window over images in a folder, with a run that the test steers. */
final class WindowFixture {
  private static final int PATIENCE_SECONDS = 10;

  static final EngineInfo ENGINE = new EngineInfo("oneDNN 3.11", "AVX-512 BF16", 3, null);
  static final LoadedModel MODEL =
      new LoadedModel(
          "Mini Flamingo", false, null, 12_400_000, 64, new ModelLimits(64, 4, true), ENGINE);

  final FakeBenchmarks benchmarks = new FakeBenchmarks();
  final FakeModels models = new FakeModels(MODEL);
  final FakeExplorer explorer = new FakeExplorer();
  final FakeTuner tuner = new FakeTuner();
  final FakeExperiments experiments = new FakeExperiments();
  final ChosenFiles files = new ChosenFiles();
  final Path samples;
  private final Path home;
  private FolderDatasets.Fetching fetching = NamedDatasets::fetch;
  private MainWindow window;

  WindowFixture(Path folder) throws IOException {
    samples = Pictures.folder(folder, "samples", 6);
    home = folder.resolve("home");
  }

  /** Data sets that have to be fetched come from there. */
  void fetch(FolderDatasets.Fetching from) {
    fetching = from;
  }

  /** As if the window had been left so. */
  void remember(int width, int height) {
    Remembered remembered = Remembered.in(home);
    remembered.put("width", width);
    remembered.put("height", height);
    remembered.save();
  }

  /** As if the text had been chosen so large. */
  void rememberFont(int percent) {
    Remembered remembered = Remembered.in(home);
    remembered.put("font.percent", percent);
    remembered.save();
  }

  /** Starts measuring; the caller tells what is measured. */
  BenchmarkListener startAndListen() {
    window.model().run().start();
    return benchmarks.request().listener();
  }

  /** On the JavaFX thread. */
  void show(Stage stage) {
    ExecutorService background = Background.threads("background", 2);
    Services services =
        new Services(
            Platform::runLater,
            background,
            new ErrorDialogs(Platform::runLater, stage),
            models,
            new FolderDatasets(background, fetching),
            benchmarks,
            explorer,
            new AccuracyController(background, new BuiltInModels(background, 1)),
            tuner,
            experiments,
            files,
            page -> {},
            () -> Optional.of(samples),
            home);
    window = new MainWindow(stage, services, Remembered.in(home));
    window.show();
    SharedStage.fit(stage);
    window.memory(new MemoryUse(210_000_000, 1_100_000_000));
  }

  MainWindow window() {
    return window;
  }

  Path home() {
    return home;
  }

  /** Waits until the window shows it, ten seconds at most. */
  static void until(Callable<Boolean> shown) {
    Patience.until(PATIENCE_SECONDS, shown);
  }
}
