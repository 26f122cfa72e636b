package flamingo.ui;

import flamingo.controller.AccuracyController;
import flamingo.controller.BuiltInModels;
import flamingo.controller.EngineExperiments;
import flamingo.controller.EngineThread;
import flamingo.controller.EngineTuner;
import flamingo.controller.FolderDatasets;
import flamingo.controller.LiveBenchmark;
import flamingo.controller.ModelExplorer;
import flamingo.dataset.SampleImages;
import flamingo.ui.common.Background;
import flamingo.ui.common.ErrorDialogs;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Remembered;
import flamingo.ui.shell.DesktopFileDialogs;
import flamingo.ui.shell.FileDialogs;
import flamingo.ui.shell.MainWindow;
import flamingo.ui.shell.MemoryUse;
import flamingo.ui.shell.Preferences;
import flamingo.ui.shell.Services;
import flamingo.ui.shell.SingleInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The desktop application: puts controllers and window together, and takes them apart. */
public final class FlamingoApplication extends Application {
  /** Held, because a logger that nothing holds forgets its level; it warns of every class path. */
  private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

  private static final String FOLDER = "open";
  private static final int READERS = 2;
  private static final long MEMORY_EVERY_SECONDS = 2;

  private final EngineThread engine = new EngineThread();
  private final ExecutorService background = Background.threads("background", READERS);
  private final ScheduledExecutorService meter =
      Executors.newSingleThreadScheduledExecutor(Background.factory("memory-meter"));
  private final Function<Window, FileDialogs> dialogs;
  private MainWindow window;

  /** With the desktop's own file dialogs. */
  public FlamingoApplication() {
    this(DesktopFileDialogs::new);
  }

  FlamingoApplication(Function<Window, FileDialogs> dialogs) {
    this.dialogs = dialogs;
  }

  /**
   * Opens the window; returns when it was closed. Where one is open already, that one comes to the
   * front in its place.
   *
   * @param folder of images to open; null for none
   * @throws UnsupportedOperationException if there is no display
   */
  public static void open(Path folder) {
    JAVAFX_LOG.setLevel(Level.SEVERE);
    Preferences.of(Remembered.in(Remembered.home())).applyToProcess();
    try (SingleInstance instance = SingleInstance.in(Remembered.home())) {
      if (instance.isFirst()) {
        launch(
            FlamingoApplication.class,
            folder == null
                ? new String[0]
                : new String[] {"--" + FOLDER + "=" + folder.toAbsolutePath()});
      } else {
        instance.handOver(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The window that is open could not be asked to open the folder; drop the folder on it.",
          e);
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedOperationException(
          "There is no display for a window here; start the program in a desktop session, or give it a command, which --help lists.",
          e);
    }
  }

  @Override
  public void start(Stage stage) {
    ErrorReporter errors = new ErrorDialogs(Platform::runLater, stage);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> errors.report(Errors.unexpected(thrown)));
    Remembered remembered = Remembered.in(Remembered.home());
    Preferences preferences = Preferences.of(remembered);
    window = new MainWindow(stage, services(stage, errors, preferences.threads()), remembered);
    window.show();
    Optional.ofNullable(getParameters())
        .map(given -> given.getNamed().get(FOLDER))
        .ifPresent(folder -> window.bringForward(Optional.of(Path.of(folder))));
    SingleInstance.listen(
        Remembered.home(), meter, folder -> Platform.runLater(() -> window.bringForward(folder)));
    meter.scheduleWithFixedDelay(
        () -> window.memory(MemoryUse.now()), 0, MEMORY_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    window.close();
    meter.shutdownNow();
    engine.close();
    background.shutdown();
  }

  private Services services(Stage stage, ErrorReporter errors, int threads) {
    BuiltInModels models = new BuiltInModels(engine, threads);
    return new Services(
        Platform::runLater,
        background,
        errors,
        models,
        new FolderDatasets(Background.threads("folder-scan", 1)),
        new LiveBenchmark(engine, models),
        new ModelExplorer(engine, models),
        new AccuracyController(engine, models),
        new EngineTuner(engine, models),
        new EngineExperiments(engine, models),
        dialogs.apply(stage),
        page -> getHostServices().showDocument(page),
        SampleImages::folder,
        Remembered.home());
  }
}
