package flamingo.report.chart;

import java.awt.Color;
import java.nio.file.Path;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How all pictures look. */
final class Style {
  static final int WIDTH = 900;
  static final int HEIGHT = 480;

  private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
  private static final String SUFFIX = ".png";

  private Style() {}

  static void apply(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotGridLinesColor(GRID);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setDecimalPattern("#,##0.###");
  }

  /** The encoder adds the suffix. */
  static String name(Path file) {
    String text = file.toString();
    return text.substring(0, text.length() - SUFFIX.length());
  }
}
