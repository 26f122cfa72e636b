package flamingo.report.chart;

import flamingo.report.ResultRow;
import flamingo.report.SizedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Lines over a size, one a workload. */
final class SweepChart {
  private static final int PERCENT = 100;
  private static final double LONGEST_BAR = 0.9;

  private final XYChart chart;
  private boolean empty = true;

  private SweepChart(String title, Map<String, List<SizedRow>> series, String unit) {
    String quantity =
        series.values().stream().findFirst().map(rows -> rows.get(0).quantity()).orElse("size");
    this.chart =
        new XYChartBuilder()
            .width(Style.WIDTH)
            .height(Style.HEIGHT)
            .title(title)
            .xAxisTitle(quantity)
            .yAxisTitle(unit)
            .build();
    Style.apply(chart.getStyler());
  }

  /** Milliseconds over size, both logarithmic, bars from the median to the 90% quantile. */
  static boolean times(String title, Map<String, List<SizedRow>> series, Path file)
      throws IOException {
    SweepChart sweep = new SweepChart(title, series, "median time (ms), bar: as far as p90");
    sweep.logarithmic();
    sweep.add(series, ResultRow::medianMs, SweepChart::tail);
    return sweep.save(file);
  }

  static boolean throughput(String title, Map<String, List<SizedRow>> series, Path file)
      throws IOException {
    SweepChart sweep = new SweepChart(title, series, "requests per second");
    sweep.chart.getStyler().setXAxisLogarithmic(true);
    sweep.add(series, ResultRow::throughputPerS, row -> 0);
    return sweep.save(file);
  }

  /** Percent of right answers over size, bars as long as the longer side of the interval. */
  static boolean answers(String title, Map<String, List<SizedRow>> series, Path file)
      throws IOException {
    SweepChart sweep = new SweepChart(title, series, "right answers (%), bar: 95% interval");
    sweep.add(
        series,
        row -> hasInterval(row) ? PERCENT * row.accuracy() : null,
        row ->
            PERCENT
                * Math.max(
                    row.accuracy() - row.accuracyCiLow(), row.accuracyCiHigh() - row.accuracy()));
    return sweep.save(file);
  }

  /** To the 90% quantile; shorter than the median, which a logarithmic axis needs. */
  private static double tail(ResultRow row) {
    return row.p90Ms() == null
        ? 0
        : Math.min(LONGEST_BAR * row.medianMs(), Math.max(0, row.p90Ms() - row.medianMs()));
  }

  private static boolean hasInterval(ResultRow row) {
    return row.accuracy() != null && row.accuracyCiLow() != null && row.accuracyCiHigh() != null;
  }

  private void logarithmic() {
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
  }

  private void add(
      Map<String, List<SizedRow>> series,
      Function<ResultRow, Double> value,
      ToDoubleFunction<ResultRow> bar) {
    series.forEach(
        (workload, rows) -> {
          List<SizedRow> drawn =
              rows.stream().filter(each -> value.apply(each.row()) != null).toList();
          if (!drawn.isEmpty()) {
            empty = false;
            chart.addSeries(
                workload,
                drawn.stream().map(SizedRow::size).toList(),
                drawn.stream().map(each -> value.apply(each.row())).toList(),
                drawn.stream().map(each -> bar.applyAsDouble(each.row())).toList());
          }
        });
  }

  private boolean save(Path file) throws IOException {
    if (!empty) {
      BitmapEncoder.saveBitmap(chart, Style.name(file), BitmapFormat.PNG);
    }
    return !empty;
  }
}
