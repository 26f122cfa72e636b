package flamingo.ui.benchmark;

import flamingo.controller.PairedMeasurement;
import flamingo.ui.common.AxisNumbers;
import flamingo.ui.common.ChartPoints;
import flamingo.ui.common.ChartPoints.Point;
import flamingo.ui.common.PercentAxis;
import flamingo.ui.common.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;

/** A quantity of baseline and current plan, a point a round each, on one axis. */
final class RoundsChart {
  private static final int TICK = 10;
  private static final int ROUNDS_AT_LEAST = 40;
  private static final int MARKS = 8;

  /** So many rounds are drawn as points too; the lines of more need none. */
  private static final int MOST_SYMBOLS = 20;

  /** Points of a line; more would not be seen. */
  private static final int MOST_POINTS = 400;

  private final Map<Quantity.Role, XYChart.Series<Number, Number>> series =
      new EnumMap<>(Quantity.Role.class);
  private final LineChart<Number, Number> chart;
  private final NumberAxis rounds;
  private final NumberAxis values;

  /**
   * @param chart an empty chart of two number axes; it is taken over
   */
  RoundsChart(LineChart<Number, Number> chart) {
    this.chart = chart;
    rounds = (NumberAxis) chart.getXAxis();
    rounds.setAutoRanging(false);
    values = (NumberAxis) chart.getYAxis();
    values.setAutoRanging(false);
    values.setTickLabelFormatter(new AxisNumbers());
    chart.setAnimated(false);
    chart.setLegendVisible(false);
    chart.setAxisSortingPolicy(LineChart.SortingPolicy.NONE);
    for (Quantity.Role role : Quantity.Role.values()) {
      XYChart.Series<Number, Number> line = new XYChart.Series<>();
      line.setName(Texts.text("benchmark.line." + role.name().toLowerCase(Locale.ROOT)));
      series.put(role, line);
      chart.getData().add(line);
    }
    show(Quantity.LATENCY, List.of());
  }

  /**
   * Draws these rounds and no others.
   *
   * @return how many values lie above the end of the axis
   */
  int show(Quantity quantity, List<PairedMeasurement> shown) {
    chart.setCreateSymbols(shown.size() <= MOST_SYMBOLS);
    values.setLabel(Texts.text(quantity.axisKey()));
    Map<Quantity.Role, List<Point>> points = new EnumMap<>(Quantity.Role.class);
    quantity.lines().forEach(line -> points.put(line.role(), points(line, shown)));
    series.forEach((role, line) -> ChartPoints.show(line, points.getOrDefault(role, List.of())));
    scaleRounds(shown);
    return quantity.isPercent() ? scalePercent() : scale();
  }

  private static List<Point> points(Quantity.Line line, List<PairedMeasurement> shown) {
    List<Point> all =
        shown.stream().map(round -> at(round, line)).filter(Objects::nonNull).toList();
    return PointLimit.of(all, Point::y, MOST_POINTS);
  }

  private void scaleRounds(List<PairedMeasurement> shown) {
    int first = shown.isEmpty() ? 0 : shown.get(0).round() - 1;
    int last = shown.isEmpty() ? 0 : shown.get(shown.size() - 1).round();
    int tick = TICK;
    while (last - first > MARKS * 2 * tick) {
      tick *= 2;
    }
    rounds.setTickUnit(tick);
    rounds.setLowerBound(first / tick * tick);
    rounds.setUpperBound(
        Math.max(rounds.getLowerBound() + ROUNDS_AT_LEAST, (last + tick - 1) / tick * tick));
  }

  private double[] drawn() {
    return chart.getData().stream()
        .flatMap(line -> line.getData().stream())
        .mapToDouble(point -> point.getYValue().doubleValue())
        .toArray();
  }

  private int scale() {
    ZeroBasedAxis axis = ZeroBasedAxis.of(drawn());
    values.setLowerBound(0);
    values.setUpperBound(axis.top());
    values.setTickUnit(axis.tick());
    return axis.above();
  }

  private int scalePercent() {
    PercentAxis.fit(values, drawn());
    return 0;
  }

  private static Point at(PairedMeasurement round, Quantity.Line line) {
    Double value = line.value().apply(round);
    return value == null || !Double.isFinite(value) ? null : new Point(round.round(), value);
  }
}
