package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.chart.ScatterChart;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/** Takes the pictures in {@code docs/images}, of the program as it runs on this machine. */
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = ".+",
    disabledReason = "-Dscreenshots=FOLDER takes pictures of the window")
class ScreenshotTest {
  private static final int ROUNDS = 60;
  private static final int PLANS = 4;
  private static final int LONG_SECONDS = 300;
  private static final long LARGEST_FILE = 400_000;

  private final RunningProgram program = new RunningProgram();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800, window-light.png",
    "DARK, 1280, 800, window-dark.png",
    "LIGHT, 1024, 700, window-small.png"
  })
  void ofTwoOptimizationsMeasured(String theme, int width, int height, String name)
      throws Exception {
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    warmUp();
    robot.clickOn("#start");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS / 4);
    robot.clickOn("#optimization-cache").clickOn("#optimization-tokens");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS);
    save(name, width);
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800, explore-light.png",
    "DARK, 1280, 800, explore-dark.png",
    "LIGHT, 1024, 700, explore-small.png"
  })
  void ofAnAnswer(String theme, int width, int height, String name) throws Exception {
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    save("empty-" + name, width);
    List<Node> thumbnails = List.copyOf(robot.lookup(".thumbnail-frame").queryAll());
    robot.clickOn(thumbnails.get(1)).clickOn(thumbnails.get(4)).clickOn(thumbnails.get(0));
    robot.clickOn("#add-selected");
    robot.interact(() -> optimization("#optimization-tokens").fire());
    robot.interact(() -> optimization("#optimization-speculative").fire());
    robot.clickOn("#ask");
    until(() -> shown.isThere("#word-1"));
    save(name, width);
    ScrollPane scroll = robot.lookup(".explore-scroll").query();
    robot.interact(() -> scroll.setVvalue(1));
    save("inside-" + name, width);
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800, optimizations-light.png",
    "DARK, 1280, 800, optimizations-dark.png",
    "LIGHT, 1024, 700, optimizations-small.png",
    "DARK, 1024, 700, optimizations-small-dark.png"
  })
  void ofTheSearchForAPlan(String theme, int width, int height, String name) throws Exception {
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.clickOn("#tune").clickOn("#tune-start");
    Patience.until(LONG_SECONDS, () -> measured() >= PLANS);
    Path tuner = Path.of(System.getProperty("screenshots")).resolve("tune-" + name);
    robot.interact(() -> write(table("#tune-front").getScene().snapshot(null), tuner));
    robot.clickOn("#tune-cancel");
    until(() -> shown.isEnabled("#tune-start"));
    robot.push(KeyCode.ESCAPE);
    robot.interact(() -> optimization("#optimization-tokens").fire());
    save(name, width);
    robot.clickOn("#why-tokens");
    Path page = Path.of(System.getProperty("screenshots")).resolve("why-" + name);
    robot.interact(
        () -> write(robot.lookup("#explanation").query().getScene().snapshot(null), page));
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800, results-light.png",
    "DARK, 1280, 800, results-dark.png",
    "LIGHT, 1024, 700, results-small.png",
    "DARK, 1024, 700, results-small-dark.png"
  })
  void ofResults(String theme, int width, int height, String name) throws Exception {
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    save("empty-" + name, width);
    program.stop();
    program.start(theme, width, height, Path.of("docs", "results.csv"));
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    robot.clickOn("#results-search").write("caption-16");
    robot.interact(() -> table("#results-table").getSelectionModel().selectRange(1, 3));
    save(name, width);
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1280, 800, experiments-light.png",
    "DARK, 1280, 800, experiments-dark.png",
    "LIGHT, 1024, 700, experiments-small.png",
    "DARK, 1024, 700, experiments-small-dark.png"
  })
  void ofExperiments(String theme, int width, int height, String name) throws Exception {
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
    save("empty-" + name, width);
    robot.clickOn("#experiments-list").push(KeyCode.HOME);
    robot.push(KeyCode.DOWN).push(KeyCode.SPACE);
    robot.clickOn("#experiments-run");
    until(() -> table("#experiments-table").getItems().size() >= 3);
    save(name, width);
    robot.clickOn("#experiments-cancel");
    until(() -> shown.text("#experiments-step").startsWith("Cancelled"));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, dataset-light.png", "DARK, dataset-dark.png"})
  void ofImagesTheProgramDraws(String theme, String name) throws Exception {
    program.start(theme, 1280, 800);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.clickOn("#open-shapes");
    until(() -> shown.isThere("#named-images"));
    dialog("#named-images", "named-" + name);
    robot.push(KeyCode.ENTER);
    until(() -> shown.text("#dataset-count").equals("200 images") && shown.thumbnails() >= 6);
    save(name, 1280);
    robot.doubleClickOn(robot.lookup(".thumbnail-frame").nth(1).queryAs(Node.class));
    until(() -> shown.isThere("#preview-seen"));
    until(() -> robot.lookup("#preview-seen").<ImageView>query().getImage() != null);
    dialog("#preview", "preview-" + name);
  }

  private void dialog(String id, String name) {
    Path file = Path.of(System.getProperty("screenshots")).resolve(name);
    robot.interact(() -> write(robot.lookup(id).query().getScene().snapshot(null), file));
  }

  private int measured() {
    ScatterChart<Number, Number> chart = robot.lookup("#pareto-chart").query();
    return chart.getData().stream().mapToInt(series -> series.getData().size()).sum();
  }

  private TableView<?> table(String id) {
    return robot.lookup(id).query();
  }

  /** May have been scrolled out of sight. */
  private CheckBox optimization(String id) {
    return robot.lookup(id).query();
  }

  private void save(String name, int width) throws IOException {
    robot.moveTo(new Point2D(0, 0));
    Path file = Path.of(System.getProperty("screenshots")).resolve(name);
    robot.interact(() -> write(scene().snapshot(null), file));
    assertThat(Files.size(file)).isBetween(10_000L, LARGEST_FILE);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(width);
  }

  /** A run of its own, so that the chart does not show how the program gets going. */
  private void warmUp() {
    robot.clickOn("#start");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS);
    robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));
  }

  @AfterEach
  void stop() throws TimeoutException {
    program.stop();
  }

  private Scene scene() {
    return robot.lookup("#latency-chart").query().getScene();
  }

  private static void write(WritableImage picture, Path file) {
    int width = (int) picture.getWidth();
    int height = (int) picture.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelReader pixels = picture.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new AssertionError("The picture could not be written to " + file + ".", e);
    }
  }
}
