package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.tune.PlanScore;
import flamingo.controller.RunState;
import flamingo.optimization.Selection;
import flamingo.ui.FakeTuner;
import flamingo.ui.Pictures;
import flamingo.ui.benchmark.Rounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WindowTest {
  @TempDir static Path folder;

  private WindowFixture fixture;

  @Start
  void start(Stage stage) throws Exception {
    fixture = new WindowFixture(Files.createTempDirectory(folder, "window"));
    fixture.show(stage);
  }

  @BeforeEach
  void samplesAreThere(FxRobot robot) {
    until(() -> text(robot, "#dataset-count").equals("12 images"));
    until(() -> !robot.lookup("#start").queryButton().isDisabled());
  }

  @Test
  void oneCanStartAtOnce(FxRobot robot) {
    Button start = robot.lookup("#start").queryButton();
    assertThat(start.isDefaultButton()).isTrue();
    until(start::isFocused);
    assertThat(text(robot, "#dataset-name")).isEqualTo("samples");
    assertThat(robot.lookup(".thumbnail-frame").queryAll()).isNotEmpty();
    assertThat(robot.lookup("#chart-empty").query().isVisible()).isTrue();
    assertThat(text(robot, "#status-engine")).contains("oneDNN", "AVX-512", "3 threads");
  }

  @Test
  void anUntrainedModelIsMarked(FxRobot robot) {
    assertThat(robot.lookup("#untrained-mark").query().isVisible()).isTrue();
    assertThat(robot.lookup("#model-mark").query().isVisible()).isTrue();
  }

  @Test
  void whatIsTickedIsMeasured(FxRobot robot) {
    robot.clickOn("#start");
    robot.clickOn("#optimization-tokens");
    assertThat(fixture.benchmarks.selection()).isEqualTo(Rounds.selection("tokens"));
    assertThat(text(robot, "#plan-text")).isEqualTo("tokens=32");

    fixture.benchmarks.request().listener().measured(Rounds.round(1, 40, 20));
    until(() -> text(robot, "#speedup").startsWith("2.00"));

    assertThat(text(robot, "#speedup-interval")).contains("1.90", "2.10");
    assertThat(text(robot, "#agreement")).startsWith("99.8");
    assertThat(text(robot, "#live-answers")).startsWith("97.0");
    assertThat(text(robot, "#live-answers-detail")).contains("99.0", "n = 100");
    assertThat(text(robot, "#relative-error")).contains("0.00130");
    assertThat(text(robot, "#baseline-median")).startsWith("40.0");
    assertThat(text(robot, "#current-median")).startsWith("20.0");
    assertThat(text(robot, "#status-cache")).contains("90.0");
    assertThat(text(robot, "#live-cache")).contains("90.0", "3.00\u202fMB");
    assertThat(text(robot, "#memory")).isEqualTo("400\u202fMB");
    assertThat(robot.lookup("#chart-empty").query().isVisible()).isFalse();
    for (XYChart.Series<Number, Number> series : series(robot).subList(0, 2)) {
      assertThat(series.getData()).hasSize(1);
    }
  }

  @Test
  void anotherBaselineThanFp32IsSaidAndIsNoEffect(FxRobot robot) throws Exception {
    assertThat(robot.lookup("#other-baseline").query().isVisible()).isFalse();
    robot.clickOn("#start");
    var listener = fixture.benchmarks.request().listener();
    listener.baseline(Selection.parse("precision=int8"));
    listener.measured(Rounds.round(1, 40, 20, Rounds.selection("tokens")));
    until(() -> text(robot, "#speedup").startsWith("2.00"));
    assertThat(robot.lookup("#other-baseline").query().isVisible()).isTrue();
    assertThat(text(robot, "#other-baseline-text")).contains("precision=int8");
    assertThat(text(robot, "#effect-tokens")).doesNotContain("×").endsWith("–");
  }

  @Test
  void columnsOfResultsComeAndGo(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    MenuButton columns = robot.lookup("#results-columns").query();
    TableView<?> table = robot.lookup("#results-table").query();
    int all = table.getVisibleLeafColumns().size();
    assertThat(columns.getItems()).hasSize(all);
    robot.interact(() -> ((CheckMenuItem) columns.getItems().get(1)).setSelected(false));
    assertThat(table.getVisibleLeafColumns()).hasSize(all - 1);
    assertThat(table.getVisibleLeafColumns())
        .noneMatch(column -> column.getText().equals(columns.getItems().get(1).getText()));
  }

  @Test
  void buttonsFollowTheRun(FxRobot robot) {
    robot.clickOn("#start");
    assertThat(robot.lookup("#start").query().isDisabled()).isTrue();
    assertThat(robot.lookup("#status-task").query().isVisible()).isTrue();
    robot.clickOn("#stop");
    assertThat(fixture.benchmarks.state()).isEqualTo(RunState.CANCELLING);
    assertThat(robot.lookup("#stop").query().isDisabled()).isTrue();
    robot.interact(() -> fixture.benchmarks.become(RunState.IDLE));
    assertThat(robot.lookup("#start").query().isDisabled()).isFalse();
  }

  @Test
  void theKeyboardIsEnough(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> fixture.benchmarks.state() == RunState.RUNNING);
    robot.push(KeyCode.ESCAPE);
    until(() -> fixture.benchmarks.state() == RunState.CANCELLING);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    assertThat(tabs(robot).getSelectionModel().getSelectedIndex()).isEqualTo(2);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(tabs(robot).getSelectionModel().getSelectedIndex()).isEqualTo(1);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(tabs(robot).getSelectionModel().getSelectedIndex()).isZero();
    robot.clickOn("#optimization-tokens");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(robot.lookup("#optimization-tokens").queryAs(CheckBox.class).isSelected()).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(text(robot, "#plan-text")).isEqualTo("tokens=32");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    assertThat(text(robot, "#plan-text")).isEqualTo("tokens=32");
    robot.push(KeyCode.F1);
    until(() -> robot.lookup("#explanation").tryQuery().isPresent());
    robot.push(KeyCode.ESCAPE);
    until(() -> robot.lookup("#explanation").tryQuery().isEmpty());
    robot.interact(() -> tabs(robot).requestFocus());
    robot.push(KeyCode.F1);
    until(() -> robot.lookup("#guide").tryQuery().isPresent());
    robot.push(KeyCode.ESCAPE);
    until(() -> robot.lookup("#guide").tryQuery().isEmpty());
  }

  @Test
  void whyIsAnswered(FxRobot robot) {
    robot.clickOn("#why-tokens");
    until(() -> robot.lookup("#explanation").tryQuery().isPresent());
    assertThat(robot.lookup("#explanation .label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .anyMatch(text -> text.startsWith("Lossy"))
        .anyMatch(text -> text.endsWith("flamingo.optimization.ReducedVisualTokens"));
    assertThat(robot.lookup("#diagram .kept").queryAll()).hasSizeGreaterThan(5);
  }

  @Test
  void aTunedPlanSetsTheBoxes(FxRobot robot) throws Exception {
    PlanScore slow = FakeTuner.score(Selection.parse("tokens=32"), 1.2, 0.5);
    PlanScore fast = FakeTuner.score(Selection.parse("precision=int8"), 1.8, 0.4);
    robot.clickOn("#tune");
    until(() -> robot.lookup("#tune-start").tryQuery().isPresent());
    robot.clickOn("#tune-start");
    robot.interact(
        () -> {
          fixture.tuner.measure(slow);
          fixture.tuner.measure(fast);
        });
    ScatterChart<Number, Number> pareto = robot.lookup("#pareto-chart").query();
    until(() -> pareto.getData().get(1).getData().size() == 1);
    assertThat(pareto.getData().get(0).getData().get(0).getXValue()).isEqualTo(1.2);
    assertThat(pareto.getData().get(1).getData().get(0).getXValue()).isEqualTo(1.8);
    assertThat(pareto.getData().get(1).getData().get(0).getYValue()).isEqualTo(-0.4);
    robot.interact(() -> fixture.tuner.choose(fast, List.of(slow, fast)));
    until(() -> text(robot, "#tune-chosen").contains("precision=int8"));
    assertThat(text(robot, "#tune-explanation")).contains("precision is in.");

    robot.clickOn("#tune-apply");
    until(() -> text(robot, "#plan-text").equals("precision=int8"));
    assertThat(fixture.benchmarks.selection()).isEqualTo(fast.selection());
    assertThat(text(robot, "#effect-precision")).contains("1.80×, −0.4 points");
    assertThat(text(robot, "#effect-depth")).doesNotContain("×").endsWith("–");
    assertThat(robot.lookup("#tune-dialog").tryQuery()).isEmpty();
  }

  @Test
  void anotherFolderIsOpened(FxRobot robot) throws Exception {
    fixture.files.chooseFolder(Pictures.folder(folder, "more", 2));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> text(robot, "#dataset-count").equals("4 images"));
    robot.clickOn("#dataset-search").write("circle-2");
    until(() -> text(robot, "#dataset-count").equals("1 of 4 images"));
  }

  @Test
  void aDroppedImageOpensTheFolderItLiesIn(FxRobot robot) throws Exception {
    Path more = Pictures.folder(folder, "dropped", 3);
    drop(robot, more.resolve("circle").resolve("circle-1.png"));
    until(() -> text(robot, "#dataset-count").equals("3 images"));
  }

  @Test
  void anExceptionThatNobodyCaughtIsShown(FxRobot robot) {
    robot.interact(
        () ->
            Thread.currentThread()
                .getUncaughtExceptionHandler()
                .uncaughtException(Thread.currentThread(), new IllegalStateException("oops")));
    assertThat(sentence(robot)).contains("IllegalStateException");
    close(robot);
  }

  @Test
  void closingWhileMeasuringEndsTheRunAndKeepsTheSettings(FxRobot robot) {
    robot.clickOn("#start");
    robot.interact(() -> fixture.window().close());
    assertThat(fixture.benchmarks.state()).isEqualTo(RunState.CANCELLING);
    assertThat(fixture.home().resolve("window.properties")).content().contains("theme=SYSTEM");
  }

  private void drop(FxRobot robot, Path path) {
    robot.interact(() -> fixture.window().model().dropped(List.of(path)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String sentence(FxRobot robot) {
    until(() -> robot.lookup("#error-sentence").tryQuery().isPresent());
    return text(robot, "#error-sentence");
  }

  private static void close(FxRobot robot) {
    robot.clickOn(robot.lookup("#error-dialog .button").queryButton());
    until(() -> robot.lookup("#error-dialog").tryQuery().isEmpty());
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private static List<String> texts(FxRobot robot, String query) {
    Set<Label> labels = robot.lookup(query).queryAllAs(Label.class);
    return labels.stream().filter(Node::isVisible).map(Label::getText).toList();
  }

  private static TabPane tabs(FxRobot robot) {
    return robot.lookup("#tabs").queryAs(TabPane.class);
  }

  private static List<XYChart.Series<Number, Number>> series(FxRobot robot) {
    LineChart<Number, Number> chart = robot.lookup("#latency-chart").query();
    return chart.getData();
  }
}
