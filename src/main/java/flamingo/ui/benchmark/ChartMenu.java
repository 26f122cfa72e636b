package flamingo.ui.benchmark;

import flamingo.ui.common.Texts;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.chart.XYChart;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Right click on a chart: copy it as an image, or its points as text for a spreadsheet. */
final class ChartMenu {
  private ChartMenu() {}

  static void on(XYChart<Number, Number> chart) {
    MenuItem image = new MenuItem(Texts.text("chart.copy.image"));
    image.setOnAction(pressed -> copyImage(chart));
    MenuItem data = new MenuItem(Texts.text("chart.copy.data"));
    data.setOnAction(pressed -> copyData(chart));
    ContextMenu menu = new ContextMenu(image, data);
    chart.setOnContextMenuRequested(
        asked -> menu.show(chart, asked.getScreenX(), asked.getScreenY()));
  }

  private static void copyImage(XYChart<Number, Number> chart) {
    ClipboardContent content = new ClipboardContent();
    content.putImage(chart.snapshot(null, null));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static void copyData(XYChart<Number, Number> chart) {
    ClipboardContent content = new ClipboardContent();
    content.putString(table(chart));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** A line a point of the first series, a column a series, separated by tabs. */
  static String table(XYChart<Number, Number> chart) {
    String header =
        chart.getData().stream().map(XYChart.Series::getName).collect(Collectors.joining("\t"));
    int points = chart.getData().get(0).getData().size();
    return IntStream.range(0, points)
        .mapToObj(point -> line(chart, point))
        .collect(
            Collectors.joining("\n", chart.getXAxis().getLabel() + "\t" + header + "\n", "\n"));
  }

  private static String line(XYChart<Number, Number> chart, int point) {
    Number x = chart.getData().get(0).getData().get(point).getXValue();
    return chart.getData().stream()
        .map(series -> String.format(Locale.ROOT, "%.4f", at(series, point)))
        .collect(Collectors.joining("\t", x + "\t", ""));
  }

  private static double at(XYChart.Series<Number, Number> series, int point) {
    return series.getData().get(point).getYValue().doubleValue();
  }
}
