package flamingo.ui;

import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.ComboBox;
import javafx.scene.image.ImageView;
import org.testfx.api.FxRobot;

/** What the whole program shows, where the model really runs. */
final class Shown {
  private static final int PATIENCE_SECONDS = 60;

  private final FxRobot robot;

  Shown(FxRobot robot) {
    this.robot = robot;
  }

  /** Waits for it, a minute at most: loading the model takes seconds on a busy machine. */
  static void until(Callable<Boolean> shown) {
    Patience.until(PATIENCE_SECONDS, shown);
  }

  String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  /** What is chosen in a drop-down list. */
  Object chosen(String id) {
    return robot.lookup(id).<ComboBox<?>>query().getValue();
  }

  boolean isThere(String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  boolean isEnabled(String id) {
    return !robot.lookup(id).query().isDisabled();
  }

  /** Rounds in the chart, as many of the baseline as of the current plan. */
  int rounds() {
    List<XYChart.Series<Number, Number>> series = series();
    return Math.min(series.get(0).getData().size(), series.get(1).getData().size());
  }

  /** Of baseline and current plan. */
  List<XYChart.Series<Number, Number>> series() {
    LineChart<Number, Number> chart = robot.lookup("#latency-chart").query();
    return chart.getData().subList(0, 2);
  }

  /** Pictures of images that are decoded and on the screen. */
  long thumbnails() {
    return robot.lookup(".thumbnail-frame .image-view").queryAllAs(ImageView.class).stream()
        .filter(view -> view.getImage() != null)
        .count();
  }
}
