package flamingo.train.run;

import java.awt.Color;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of a run's log: the loss, and whatever shares it has. */
final class RunPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  /** Columns that are shares of right answers, 0 to 1. */
  private static final List<String> SHARES = List.of("accuracy", "photos", "pairs", "agreement");

  private RunPlot() {}

  /** Draws {@code NAME.csv} as {@code NAME.png} beside it. */
  static void draw(Path log) throws IOException {
    String file = log.getFileName().toString();
    String name = file.substring(0, file.lastIndexOf('.'));
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name)
            .xAxisTitle("step")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideN);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.setYAxisGroupTitle(1, "share");
    chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
    List<CSVRecord> rows = rows(log);
    add(chart, rows, "loss", 0);
    SHARES.stream()
        .filter(share -> rows.get(0).isMapped(share))
        .forEach(share -> add(chart, rows, share, 1));
    BitmapEncoder.saveBitmap(chart, log.resolveSibling(name).toString(), BitmapFormat.PNG);
  }

  private static List<CSVRecord> rows(Path log) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8);
        CSVParser parser = format.parse(reader)) {
      return parser.getRecords();
    }
  }

  private static void add(XYChart chart, List<CSVRecord> rows, String column, int axis) {
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (CSVRecord row : rows) {
      steps.add(Double.valueOf(row.get("step")));
      values.add(Double.valueOf(row.get(column)));
    }
    var series = chart.addSeries(column, steps, values);
    series.setMarker(SeriesMarkers.NONE);
    series.setYAxisGroup(axis);
  }
}
