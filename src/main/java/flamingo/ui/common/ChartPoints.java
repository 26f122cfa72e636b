package flamingo.ui.common;

import java.util.List;
import javafx.scene.chart.XYChart;

/**
 * Puts points into a series in the place of those that it has. Its objects are used again, because
 * each new one with a symbol leaves listeners on the chart's axes for good.
 */
public final class ChartPoints {
  private ChartPoints() {}

  /** A place in a chart, in the units of its axes. */
  public record Point(double x, double y) {}

  public static void show(XYChart.Series<Number, Number> series, List<Point> points) {
    List<XYChart.Data<Number, Number>> drawn = series.getData();
    if (drawn.size() > points.size()) {
      drawn.subList(points.size(), drawn.size()).clear();
    }
    for (int i = 0; i < drawn.size(); i++) {
      move(drawn.get(i), points.get(i));
    }
    drawn.addAll(
        points.subList(drawn.size(), points.size()).stream().map(ChartPoints::data).toList());
  }

  private static void move(XYChart.Data<Number, Number> drawn, Point to) {
    if (drawn.getXValue().doubleValue() != to.x()) {
      drawn.setXValue(to.x());
    }
    if (drawn.getYValue().doubleValue() != to.y()) {
      drawn.setYValue(to.y());
    }
  }

  private static XYChart.Data<Number, Number> data(Point point) {
    return new XYChart.Data<>(point.x(), point.y());
  }
}
