package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.common.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.chart.ScatterChart;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/** Takes pictures of every pane and dialog, of the program as it runs on this machine. */
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = ".+",
    disabledReason = "packaging/screenshots takes pictures of the window")
class ScreenshotTest {
  private static final int ROUNDS = 60;
  private static final int PLANS = 4;
  private static final int LONG_SECONDS = 300;
  private static final long LARGEST_FILE = 400_000;

  private final RunningProgram program = new RunningProgram();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;
  private String suffix;

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 1024, 700", "DARK, 1024, 700"})
  void ofEveryPane(String theme, int width, int height) throws Exception {
    suffix = "-%s-%d.png".formatted(theme.toLowerCase(Locale.ROOT), width);
    program.start(theme, width, height);
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    empty();
    benchmark();
    explore();
    accuracy();
    experiments();
    optimizations();
    dataset();
    dialogs();
    program.stop();

    program.start(theme, width, height, Path.of("docs", "results.csv"));
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    results();
  }

  private void empty() throws IOException {
    window("benchmark-empty");
    for (String tab : List.of("1 explore", "3 accuracy", "4 experiments", "5 results")) {
      robot.push(KeyCode.CONTROL, KeyCode.getKeyCode(tab.substring(0, 1)));
      window(tab.substring(2) + "-empty");
    }
  }

  private void benchmark() throws IOException {
    robot.clickOn("#start");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS);
    robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));
    robot.clickOn("#start");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS / 4);
    tick("cache");
    tick("tokens");
    Patience.until(LONG_SECONDS, () -> shown.rounds() >= ROUNDS);
    window("benchmark");
    robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));
    tick("cache");
    tick("tokens");
  }

  private void explore() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    List<Node> thumbnails = List.copyOf(robot.lookup(".thumbnail-frame").queryAll());
    robot.clickOn(thumbnails.get(1)).clickOn(thumbnails.get(4)).clickOn(thumbnails.get(0));
    robot.clickOn("#add-selected");
    tick("tokens");
    tick("speculative");
    robot.clickOn("#ask");
    until(() -> shown.isThere("#word-1"));
    window("explore");
    ScrollPane scroll = robot.lookup("#explore-scroll").query();
    robot.interact(() -> scroll.setVvalue(1));
    window("explore-inside");
    tick("speculative");
  }

  private void accuracy() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    robot.clickOn("#evaluate");
    Patience.until(LONG_SECONDS, () -> !table("#accuracy-table").getItems().isEmpty());
    window("accuracy");
    tick("tokens");
  }

  private void experiments() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
    robot.clickOn("#experiments-list").push(KeyCode.HOME);
    robot.push(KeyCode.DOWN).push(KeyCode.SPACE);
    robot.clickOn("#experiments-run");
    Patience.until(LONG_SECONDS, () -> table("#experiments-table").getItems().size() >= 3);
    window("experiments");
    robot.clickOn("#experiments-cancel");
    until(() -> shown.isEnabled("#experiments-run"));
  }

  private void optimizations() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    until(() -> shown.isEnabled("#start"));
    robot.clickOn("#tune");
    until(() -> shown.isThere("#tune-dialog"));
    dialog("#tune-dialog", "tune-empty");
    robot.clickOn("#tune-start");
    Patience.until(LONG_SECONDS, () -> measured() >= PLANS);
    dialog("#tune-dialog", "tune");
    robot.clickOn("#tune-cancel");
    until(() -> shown.isEnabled("#tune-start"));
    close("#tune-dialog");
    robot.clickOn("#why-tokens");
    until(() -> shown.isThere("#explanation"));
    dialog("#explanation", "why");
    close("#explanation");
  }

  private void dataset() throws IOException {
    robot.clickOn("#open-shapes");
    until(() -> shown.isThere("#named-images"));
    dialog("#named-images", "shapes");
    robot.push(KeyCode.ENTER);
    until(() -> shown.text("#dataset-count").equals("200 images") && shown.thumbnails() >= 6);
    robot.clickOn(".thumbnail-frame");
    window("dataset");
    robot.doubleClickOn(robot.lookup(".thumbnail-frame").nth(1).queryAs(Node.class));
    until(() -> shown.isThere("#preview-seen"));
    until(() -> robot.lookup("#preview-seen").<ImageView>query().getImage() != null);
    dialog("#preview", "preview");
    close("#preview");
  }

  private void dialogs() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.COMMA);
    until(() -> shown.isThere("#preferences"));
    dialog("#preferences", "preferences");
    close("#preferences");
    robot.clickOn("#start").push(KeyCode.F1);
    until(() -> shown.isThere("#guide"));
    dialog("#guide", "guide");
    close("#guide");
    program.files.chooseFolder(Path.of("nowhere"));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.isThere("#error-dialog"));
    dialog("#error-dialog", "error");
    close("#error-dialog");
  }

  private void results() throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    robot.clickOn("#results-search").write("caption-16");
    robot.interact(() -> table("#results-table").getSelectionModel().selectRange(1, 3));
    window("results");
  }

  private void close(String dialog) {
    robot.push(KeyCode.ESCAPE);
    until(() -> !shown.isThere(dialog));
  }

  private int measured() {
    ScatterChart<Number, Number> chart = robot.lookup("#pareto-chart").query();
    return chart.getData().stream().mapToInt(series -> series.getData().size()).sum();
  }

  private TableView<?> table(String id) {
    return robot.lookup(id).query();
  }

  /** May have been scrolled out of sight. */
  private void tick(String optimization) {
    robot.interact(() -> robot.lookup("#optimization-" + optimization).<CheckBox>query().fire());
  }

  private void window(String name) throws IOException {
    robot.moveTo(new Point2D(0, 0));
    save("#tabs", name);
  }

  private void dialog(String id, String name) throws IOException {
    save(id, name);
  }

  /** The whole scene that a node is in. */
  private void save(String id, String name) throws IOException {
    Image[] picture = new Image[1];
    robot.interact(() -> picture[0] = robot.lookup(id).query().getScene().snapshot(null));
    Path file = Path.of(System.getProperty("screenshots")).resolve(name + suffix);
    Files.createDirectories(file.getParent());
    Files.write(file, Png.of(picture[0]));
    assertThat(Files.size(file)).isLessThan(LARGEST_FILE);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo((int) picture[0].getWidth());
  }

  @AfterEach
  void stop() throws TimeoutException {
    program.stop();
  }
}
