package flamingo.ui.common;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.chart.XYChart;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/**
 * Right click on a chart, or the menu key: copy it as an image, or its points as text for a
 * spreadsheet.
 */
public final class ChartMenu {
  private ChartMenu() {}

  public static void on(XYChart<Number, Number> chart) {
    MenuItem image = new MenuItem(Texts.text("chart.copy.image"));
    image.setOnAction(pressed -> copyImage(chart));
    MenuItem data = new MenuItem(Texts.text("chart.copy.data"));
    data.setOnAction(pressed -> copyData(chart));
    ContextMenu menu = new ContextMenu(image, data);
    chart.setFocusTraversable(true);
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

  /**
   * Where all series have the same x, a line a point and a column a series; otherwise a line a
   * point of each series, which stands first. Separated by tabs.
   */
  static String table(XYChart<Number, Number> chart) {
    List<XYChart.Series<Number, Number>> drawn =
        chart.getData().stream().filter(series -> !series.getData().isEmpty()).toList();
    String x = chart.getXAxis().getLabel();
    return shared(drawn) ? columns(x, drawn) : lines(x, chart.getYAxis().getLabel(), drawn);
  }

  private static boolean shared(List<XYChart.Series<Number, Number>> drawn) {
    return !drawn.isEmpty()
        && drawn.stream().allMatch(series -> xs(series).equals(xs(drawn.get(0))));
  }

  private static List<Number> xs(XYChart.Series<Number, Number> series) {
    return series.getData().stream().map(XYChart.Data::getXValue).toList();
  }

  private static String columns(String x, List<XYChart.Series<Number, Number>> drawn) {
    String header = drawn.stream().map(XYChart.Series::getName).collect(Collectors.joining("\t"));
    List<Number> xs = xs(drawn.get(0));
    return IntStream.range(0, xs.size())
        .mapToObj(
            point ->
                drawn.stream()
                    .map(series -> number(series.getData().get(point).getYValue()))
                    .collect(Collectors.joining("\t", xs.get(point) + "\t", "")))
        .collect(Collectors.joining("\n", x + "\t" + header + "\n", "\n"));
  }

  private static String lines(String x, String y, List<XYChart.Series<Number, Number>> drawn) {
    String header = "\t" + x + "\t" + y + "\n";
    return drawn.stream()
        .flatMap(
            series ->
                series.getData().stream()
                    .map(
                        point ->
                            series.getName()
                                + "\t"
                                + number(point.getXValue())
                                + "\t"
                                + number(point.getYValue())))
        .collect(Collectors.joining("\n", header, "\n"));
  }

  private static String number(Number value) {
    return String.format(Locale.ROOT, "%.4f", value.doubleValue());
  }
}
