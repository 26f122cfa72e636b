package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.scene.chart.ScatterChart;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Which one should I ship? A plan is searched for, nothing is a double. */
class TuneJourneyTest {
  private static final int LONG_SECONDS = 900;
  private static final Path SAMPLES = Path.of("data", "sample-images");

  @TempDir Path parent;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void theFrontGrowsAndApplySetsTheBoxes() throws IOException {
    open(twoImages());
    begin(2);
    ScatterChart<Number, Number> pareto = robot.lookup("#pareto-chart").query();
    until(() -> points(pareto) >= 2);
    int early = points(pareto);
    Patience.until(LONG_SECONDS, () -> shown.text("#tune-chosen").startsWith("Chosen:"));

    assertThat(points(pareto)).isGreaterThan(early);
    TableView<?> front = robot.lookup("#tune-front").query();
    assertThat(front.getItems()).isNotEmpty();
    assertThat(pareto.getData().get(1).getData()).hasSameSizeAs(front.getItems());
    assertThat(shown.text("#tune-explanation")).contains("is in: ", " on top: ");
    String plan = shown.text("#tune-chosen").replaceAll("^Chosen: (\\S+) .*$", "$1");

    robot.clickOn("#tune-apply");
    until(() -> !shown.isThere("#tune-dialog"));
    assertThat(shown.text("#plan-text")).isEqualTo(plan);
    for (String setting : plan.split(",")) {
      String id = setting.split("=")[0];
      assertThat(optimization(id).isSelected()).as(id).isTrue();
    }
    long ticked =
        robot.lookup(".optimization-name").queryAllAs(CheckBox.class).stream()
            .filter(CheckBox::isSelected)
            .count();
    assertThat(ticked)
        .isEqualTo(Arrays.stream(plan.split(",")).map(s -> s.split("=")[0]).distinct().count());
    until(() -> shown.isEnabled("#start"));
    robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
  }

  @Test
  void anEndedSearchKeepsItsFront() {
    begin(64);
    ScatterChart<Number, Number> pareto = robot.lookup("#pareto-chart").query();
    until(() -> points(pareto) >= 2);
    robot.clickOn("#tune-cancel");
    until(() -> shown.isEnabled("#tune-start"));
    assertThat(points(pareto)).isGreaterThanOrEqualTo(2);
    assertThat(shown.text("#tune-step")).startsWith("The search was ended");
    assertThat(shown.isEnabled("#tune-apply")).isFalse();

    robot.push(KeyCode.ESCAPE);
    until(() -> !shown.isThere("#tune-dialog"));
    ComboBox<?> presets = robot.lookup("#presets").query();
    robot.interact(() -> presets.getSelectionModel().select(2));
    assertThat(shown.text("#plan-text")).isEqualTo("tokens=4,precision=int8");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(shown.text("#plan-text")).startsWith("dense");
  }

  /** As few as a plan can be chosen by and tested on, which takes the shortest time. */
  private Path twoImages() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("two"));
    Files.copy(SAMPLES.resolve("circle/circle-red-center.png"), folder.resolve("circle.png"));
    Files.copy(SAMPLES.resolve("square/square-blue-left.png"), folder.resolve("square.png"));
    Files.writeString(
        folder.resolve("captions.csv"),
        "file,caption\ncircle.png,a red circle\nsquare.png,a blue square\n");
    return folder;
  }

  private void open(Path folder) {
    until(() -> shown.isEnabled("#start"));
    program.files.chooseFolder(folder);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals("2 images"));
  }

  private void begin(int requests) {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 2);
    robot.clickOn("#tune");
    until(() -> shown.isEnabled("#tune-start"));
    Spinner<Integer> number = robot.lookup("#tune-requests").query();
    TextField editor = number.getEditor();
    robot.interact(() -> editor.setText(String.valueOf(requests)));
    robot.clickOn(editor).push(KeyCode.ENTER);
    assertThat(number.getValue()).isEqualTo(requests);
    ComboBox<?> images = robot.lookup("#tune-images").query();
    robot.interact(() -> images.getSelectionModel().selectLast());
    robot.clickOn("#tune-start");
  }

  private CheckBox optimization(String id) {
    return robot.lookup("#optimization-" + id).query();
  }

  private static int points(ScatterChart<Number, Number> chart) {
    return chart.getData().stream().mapToInt(series -> series.getData().size()).sum();
  }
}
