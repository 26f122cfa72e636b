package flamingo.ui;

import flamingo.ui.common.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The program as it is started, for each test anew; only the file dialogs are a double. */
final class RunningProgram implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> KEPT =
      List.of("window.properties", "results.csv", "result-tags.properties", "experiments.csv");

  final ChosenFiles files = new ChosenFiles();
  final FxRobot robot = new FxRobot();
  final Shown shown = new Shown(robot);
  private Application application;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    start("LIGHT", 1280, 800);
  }

  @Override
  public void afterEach(ExtensionContext context) throws TimeoutException {
    stop();
  }

  /** Nothing is remembered of an earlier start but what is given here. */
  void start(String theme, int width, int height) throws IOException, TimeoutException {
    start(theme, width, height, null);
  }

  /**
   * @param results that were measured before; null for none
   */
  void start(String theme, int width, int height, Path results)
      throws IOException, TimeoutException {
    for (String kept : KEPT) {
      Files.deleteIfExists(Remembered.home().resolve(kept));
    }
    if (results != null) {
      Files.createDirectories(Remembered.home());
      Files.copy(results, Remembered.home().resolve("results.csv"));
    }
    Remembered remembered = Remembered.in(Remembered.home());
    remembered.put("theme", theme);
    remembered.put("width", width);
    remembered.put("height", height);
    remembered.save();
    FxToolkit.registerPrimaryStage();
    application = FxToolkit.setupApplication(() -> new FlamingoApplication(owner -> files));
  }

  void stop() throws TimeoutException {
    robot.release(KeyCode.CONTROL);
    FxToolkit.cleanupApplication(application);
    FxToolkit.cleanupStages();
  }
}
