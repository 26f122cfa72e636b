package flamingo.ui.common;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Tooltip;

/** Speed against quality of plans; those that none beats are marked, each says its name. */
public final class ParetoChart extends ScatterChart<Number, Number> {
  private final XYChart.Series<Number, Number> others = new XYChart.Series<>();
  private final XYChart.Series<Number, Number> front = new XYChart.Series<>();
  private final BiConsumer<NumberAxis, double[]> scale;

  private ParetoChart(
      String id, String quality, String accessible, BiConsumer<NumberAxis, double[]> scale) {
    super(new NumberAxis(), new NumberAxis());
    this.scale = scale;
    setId(id);
    getStyleClass().add("pareto");
    setAnimated(false);
    setUp((NumberAxis) getXAxis(), Texts.text("pareto.speed"));
    setUp((NumberAxis) getYAxis(), quality);
    others.setName(Texts.text("pareto.others"));
    front.setName(Texts.text("pareto.front"));
    getData().add(others);
    getData().add(front);
    lookup(".plot-content").getParent().setClip(null); // symbols on the border stay whole
    setAccessibleText(accessible);
    ChartMenu.on(this);
  }

  /**
   * Of a quality between 0 and 100 %.
   *
   * @param quality label of the vertical axis
   * @param accessible what the chart shows
   */
  public static ParetoChart ofPercents(String id, String quality, String accessible) {
    return new ParetoChart(id, quality, accessible, PercentAxis::fit);
  }

  /**
   * Of what is gained or lost.
   *
   * @param quality label of the vertical axis
   * @param accessible what the chart shows
   */
  public static ParetoChart ofChanges(String id, String quality, String accessible) {
    return new ParetoChart(
        id, quality, accessible, (axis, qualities) -> {}); // it finds its range itself
  }

  /**
   * @param best those of {@code points} that none beats
   */
  public void show(List<ParetoPoint> points, List<ParetoPoint> best) {
    fill(others, points.stream().filter(point -> !best.contains(point)).toList());
    fill(front, best);
    scale.accept(
        (NumberAxis) getYAxis(), points.stream().mapToDouble(ParetoPoint::quality).toArray());
    updateLegend();
  }

  private static void setUp(NumberAxis axis, String label) {
    axis.setLabel(label);
    axis.setForceZeroInRange(false);
    axis.setAnimated(false);
    axis.setTickLabelFormatter(new AxisNumbers());
  }

  private static void fill(XYChart.Series<Number, Number> series, List<ParetoPoint> points) {
    ChartPoints.show(
        series,
        points.stream()
            .map(point -> new ChartPoints.Point(point.speedup(), point.quality()))
            .toList());
    for (int i = 0; i < points.size(); i++) {
      tooltip(series.getData().get(i).getNode()).setText(text(points.get(i)));
    }
  }

  /** The one that a symbol has, or gets. */
  private static Tooltip tooltip(Node symbol) {
    if (!(symbol.getUserData() instanceof Tooltip)) {
      Tooltip made = new Tooltip();
      Tooltip.install(symbol, made);
      symbol.setUserData(made);
    }
    return (Tooltip) symbol.getUserData();
  }

  private static String text(ParetoPoint point) {
    return point.name()
        + "\n"
        + Numbers.ratio(point.speedup())
        + " · "
        + Numbers.significant(point.quality());
  }
}
