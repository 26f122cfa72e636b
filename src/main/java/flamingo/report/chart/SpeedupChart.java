package flamingo.report.chart;

import flamingo.report.ResultRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Speed-ups of variants as bars, a colour a workload, with their intervals. */
final class SpeedupChart {
  private static final int SLANT_FROM = 4;
  private static final int SLANT_DEGREES = 30;

  private SpeedupChart() {}

  /**
   * @return whether there was a speed-up to draw
   */
  static boolean draw(String title, List<ResultRow> rows, Path file) throws IOException {
    Map<String, Map<String, ResultRow>> byWorkload = new LinkedHashMap<>();
    Set<String> variants = new LinkedHashSet<>();
    for (ResultRow row : rows) {
      if (row.speedup() != null && row.speedupCiLow() != null && row.speedupCiHigh() != null) {
        variants.add(row.variant());
        byWorkload
            .computeIfAbsent(row.workload(), absent -> new LinkedHashMap<>())
            .put(row.variant(), row);
      }
    }
    if (variants.isEmpty()) {
      return false;
    }
    CategoryChart chart = chart(title, variants.size());
    byWorkload.forEach((workload, own) -> add(chart, workload, own, variants));
    BitmapEncoder.saveBitmap(chart, Style.name(file), BitmapFormat.PNG);
    return true;
  }

  private static CategoryChart chart(String title, int variants) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Style.WIDTH)
            .height(Style.HEIGHT)
            .title(title)
            .xAxisTitle("variant")
            .yAxisTitle("speed-up (times as fast), bar: 95% interval")
            .build();
    Style.apply(chart.getStyler());
    if (variants > SLANT_FROM) {
      chart.getStyler().setXAxisLabelRotation(SLANT_DEGREES);
    }
    return chart;
  }

  private static void add(
      CategoryChart chart, String workload, Map<String, ResultRow> own, Set<String> variants) {
    List<Double> values = new ArrayList<>();
    List<Double> bars = new ArrayList<>();
    for (String variant : variants) {
      ResultRow row = own.get(variant);
      values.add(row == null ? 0 : row.speedup());
      bars.add(row == null ? 0 : longerSide(row));
    }
    chart.addSeries(workload, new ArrayList<>(variants), values, bars);
  }

  /** Bars are as long on both sides, so that no interval looks tighter than it is. */
  private static double longerSide(ResultRow row) {
    return Math.max(row.speedup() - row.speedupCiLow(), row.speedupCiHigh() - row.speedup());
  }
}
