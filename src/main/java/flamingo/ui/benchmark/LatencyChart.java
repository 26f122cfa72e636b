package flamingo.ui.benchmark;

import flamingo.controller.PairedMeasurement;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.util.StringConverter;

/** Latency of baseline and current plan, a point a round each, on one axis that starts at zero. */
final class LatencyChart {
  private static final int TICK = 10;
  private static final int ROUNDS_AT_LEAST = 40;

  /** So many rounds are drawn as points too; the lines of more need none. */
  private static final int MOST_POINTS = 20;

  private final XYChart.Series<Number, Number> baseline = new XYChart.Series<>();
  private final XYChart.Series<Number, Number> current = new XYChart.Series<>();
  private final LineChart<Number, Number> chart;
  private final NumberAxis rounds;
  private final NumberAxis millis;

  /**
   * @param chart an empty chart of two number axes; it is taken over
   */
  LatencyChart(LineChart<Number, Number> chart) {
    this.chart = chart;
    rounds = (NumberAxis) chart.getXAxis();
    rounds.setAutoRanging(false);
    rounds.setTickUnit(TICK);
    millis = (NumberAxis) chart.getYAxis();
    millis.setAutoRanging(false);
    millis.setTickLabelFormatter(new Grouped());
    chart.setAnimated(false);
    chart.setLegendVisible(false);
    chart.setAxisSortingPolicy(LineChart.SortingPolicy.NONE);
    baseline.setName(Texts.text("benchmark.baseline"));
    current.setName(Texts.text("benchmark.current"));
    chart.getData().add(baseline);
    chart.getData().add(current);
    show(List.of());
  }

  /**
   * Draws these rounds and no others.
   *
   * @return how many values lie above the end of the axis
   */
  int show(List<? extends PairedMeasurement> shown) {
    chart.setCreateSymbols(shown.size() <= MOST_POINTS);
    baseline.getData().setAll(shown.stream().map(r -> at(r, r.baselineMillis())).toList());
    current.getData().setAll(shown.stream().map(r -> at(r, r.currentMillis())).toList());
    rounds.setLowerBound(shown.isEmpty() ? 0 : below(shown.get(0).round() - 1));
    int last = shown.isEmpty() ? 0 : shown.get(shown.size() - 1).round();
    rounds.setUpperBound(
        Math.max(rounds.getLowerBound() + ROUNDS_AT_LEAST, below(last + TICK - 1)));
    return scale(shown);
  }

  private int scale(List<? extends PairedMeasurement> shown) {
    LatencyAxis axis =
        LatencyAxis.of(
            shown.stream()
                .flatMapToDouble(r -> DoubleStream.of(r.baselineMillis(), r.currentMillis()))
                .toArray());
    millis.setUpperBound(axis.top());
    millis.setTickUnit(axis.tick());
    return axis.above();
  }

  private static int below(int round) {
    return round / TICK * TICK;
  }

  private static XYChart.Data<Number, Number> at(PairedMeasurement round, double millis) {
    return new XYChart.Data<>(round.round(), millis);
  }

  private static final class Grouped extends StringConverter<Number> {
    @Override
    public String toString(Number millis) {
      boolean whole = Math.rint(millis.doubleValue()) == millis.doubleValue();
      return whole ? Numbers.count(millis.longValue()) : Numbers.significant(millis.doubleValue());
    }

    @Override
    public Number fromString(String text) {
      throw new UnsupportedOperationException("An axis is not edited.");
    }
  }
}
