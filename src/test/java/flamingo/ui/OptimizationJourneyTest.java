package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Optimizations are ticked, looked up and searched for; nothing is a double. */
class OptimizationJourneyTest {
  private static final Pattern TIMES = Pattern.compile("measured: \\d+\\.\\d+×(, .+ points)?$");

  @RegisterExtension final RunningProgram program = new RunningProgram();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void aTickChangesWhatIsMeasured(TestReporter reporter) {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.ENTER);
    until(() -> shown.rounds() >= 5);
    assertThat(shown.text("#effect-tokens")).endsWith("–");

    int before = shown.rounds();
    CheckBox tokens = robot.lookup("#optimization-tokens").query();
    long ticked = System.nanoTime();
    robot.interact(tokens::fire);
    until(() -> TIMES.matcher(shown.text("#effect-tokens")).find());
    double millis = (System.nanoTime() - ticked) / 1e6;
    reporter.publishEntry(
        "milliseconds from the tick to the first round", "%.0f".formatted(millis));

    until(() -> shown.rounds() > before + 3);
    List<XYChart.Data<Number, Number>> line = shown.series().get(1).getData();
    assertThat(line.get(line.size() - 1).getYValue().doubleValue()).isPositive();

    Slider slider = robot.lookup("#parameter-tokens-tokens .slider").query();
    robot.interact(() -> slider.setValue(0));
    assertThat(shown.text("#plan-text")).isEqualTo("tokens=4");
    until(() -> TIMES.matcher(shown.text("#effect-tokens")).find());
    robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));
    assertThat(shown.text("#effect-tokens")).containsPattern(TIMES);
    assertThat(shown.text("#effect-depth")).endsWith("–");
  }

  @Test
  void theFrontGrowsAndAnEndedSearchKeepsIt() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.clickOn("#tune");
    until(() -> shown.isEnabled("#tune-start"));
    robot.clickOn("#tune-start");
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

  private static int points(ScatterChart<Number, Number> chart) {
    return chart.getData().stream().mapToInt(series -> series.getData().size()).sum();
  }
}
