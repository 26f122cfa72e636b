package flamingo.ui.tune;

import flamingo.benchmark.tune.PlanScore;
import flamingo.ui.common.Texts;
import java.util.Collection;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;

/** Speed against accuracy of the plans measured so far; those that none beats are marked. */
final class ParetoChart extends ScatterChart<Number, Number> {
  private final XYChart.Series<Number, Number> others = new XYChart.Series<>();
  private final XYChart.Series<Number, Number> front = new XYChart.Series<>();

  ParetoChart() {
    super(new NumberAxis(), new NumberAxis());
    setId("pareto-chart");
    setAnimated(false);
    axis((NumberAxis) getXAxis(), "tune.axis.speed");
    axis((NumberAxis) getYAxis(), "tune.axis.points");
    others.setName(Texts.text("tune.others"));
    front.setName(Texts.text("tune.front"));
    getData().add(others);
    getData().add(front);
    setAccessibleText(Texts.text("tune.chart.accessible"));
  }

  /**
   * @param best those of {@code scores} that none beats
   */
  void show(Collection<PlanScore> scores, Collection<PlanScore> best) {
    others
        .getData()
        .setAll(
            scores.stream()
                .filter(score -> !best.contains(score))
                .map(ParetoChart::point)
                .toList());
    front.getData().setAll(best.stream().map(ParetoChart::point).toList());
    updateLegend();
  }

  private static void axis(NumberAxis axis, String key) {
    axis.setLabel(Texts.text(key));
    axis.setForceZeroInRange(false);
    axis.setAnimated(false);
  }

  private static XYChart.Data<Number, Number> point(PlanScore score) {
    return new XYChart.Data<>(score.speedup().value(), -score.lostPoints().value());
  }
}
