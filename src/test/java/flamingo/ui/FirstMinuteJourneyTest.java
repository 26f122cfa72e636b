package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** The first minute: nothing is opened, looked up or set. */
class FirstMinuteJourneyTest {
  private static final int ROUNDS = 12;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void startIsThereTwoLinesMoveAndATickLowersOne(TestReporter reporter) {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    assertThat(shown.text("#dataset-name")).isEqualTo("sample-images");
    assertThat(shown.text("#model-name")).isEqualTo("Mini Flamingo");
    assertThat(robot.lookup("#model-mark").query().isVisible()).as("untrained").isFalse();
    Button start = robot.lookup("#start").queryButton();
    assertThat(start.isDefaultButton()).isTrue();
    until(start::isFocused);

    long pressed = System.nanoTime();
    robot.push(KeyCode.ENTER);
    until(() -> shown.rounds() >= 2);
    report(reporter, "from Start to two lines", pressed);
    until(() -> shown.rounds() >= ROUNDS);
    assertThat(shown.text("#effect-tokens")).endsWith("–");

    long ticked = System.nanoTime();
    robot.clickOn("#optimization-tokens");
    until(() -> shown.text("#effect-tokens").contains("×"));
    report(reporter, "from the tick to its first round", ticked);
    int before = last().getXValue().intValue();
    until(() -> last().getXValue().intValue() >= before + ROUNDS);
    assertThat(median(1)).isLessThan(median(0));
    until(() -> shown.text("#live-answers").endsWith("%"));
    assertThat(shown.text("#live-answers-detail")).contains("n = 12");
    report(reporter, "from the tick to its right answers", ticked);

    Slider slider = robot.lookup("#parameter-tokens-tokens .slider").query();
    robot.interact(() -> slider.setValue(0));
    assertThat(shown.text("#plan-text")).isEqualTo("tokens=4");
    until(() -> shown.text("#effect-tokens").contains("×"));
    robot.push(KeyCode.ESCAPE);
    until(() -> shown.isEnabled("#start"));
    assertThat(shown.text("#effect-tokens")).contains("×");
    assertThat(shown.text("#effect-depth")).endsWith("–");
  }

  private XYChart.Data<Number, Number> last() {
    List<XYChart.Data<Number, Number>> line = shown.series().get(1).getData();
    return line.get(line.size() - 1);
  }

  /** Milliseconds of a line's last rounds. */
  private double median(int line) {
    List<XYChart.Data<Number, Number>> all = shown.series().get(line).getData();
    return all.subList(all.size() - ROUNDS, all.size()).stream()
        .mapToDouble(point -> point.getYValue().doubleValue())
        .sorted()
        .skip(ROUNDS / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void report(TestReporter reporter, String what, long since) {
    reporter.publishEntry(what, "%.0f ms".formatted((System.nanoTime() - since) / 1e6));
  }
}
