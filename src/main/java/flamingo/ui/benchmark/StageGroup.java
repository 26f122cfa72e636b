package flamingo.ui.benchmark;

import flamingo.benchmark.request.StageTimes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One stage of a run: a bar and a number for the baseline, the same below for the current plan. */
final class StageGroup extends VBox {
  private static final double LINE_SPACING = 4;
  private static final double BAR_SPACING = 8;

  private final ToDoubleFunction<StageTimes> time;
  private final StageBar baseline = new StageBar("baseline");
  private final StageBar current = new StageBar("current");
  private final Label baselineMillis = new Label();
  private final Label currentMillis = new Label();

  /**
   * @param name what the stage is called
   * @param time its milliseconds
   */
  StageGroup(String name, ToDoubleFunction<StageTimes> time) {
    super(LINE_SPACING);
    this.time = time;
    setMinWidth(0);
    Label title = new Label(name);
    title.getStyleClass().add("stage-name");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, line(baseline, baselineMillis), line(current, currentMillis));
    show(null, 0);
  }

  /** Milliseconds of the slower of the two; 0 where nothing was measured. */
  double longest(RunSummary summary) {
    return summary == null
        ? 0
        : Math.max(
            time.applyAsDouble(summary.baselineStages()),
            time.applyAsDouble(summary.currentStages()));
  }

  /**
   * @param summary null where nothing was measured
   * @param fullScale milliseconds that fill a bar
   */
  void show(RunSummary summary, double fullScale) {
    show(
        baseline,
        baselineMillis,
        summary == null ? Double.NaN : time.applyAsDouble(summary.baselineStages()),
        fullScale);
    show(
        current,
        currentMillis,
        summary == null ? Double.NaN : time.applyAsDouble(summary.currentStages()),
        fullScale);
    setAccessibleText(
        Texts.text(
            "benchmark.stage.accessible",
            ((Label) getChildren().get(0)).getText(),
            baselineMillis.getText(),
            currentMillis.getText()));
  }

  private static void show(StageBar bar, Label number, double millis, double fullScale) {
    bar.fill(fullScale > 0 && Double.isFinite(millis) ? millis / fullScale : 0);
    number.setText(Numbers.millis(millis));
  }

  private static HBox line(StageBar bar, Label number) {
    number.getStyleClass().add("stage-value");
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox line = new HBox(BAR_SPACING, bar, number);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
