package flamingo.ui.common;

import java.util.Arrays;
import javafx.scene.chart.NumberAxis;

/** Where an axis of percents lies: up to a hundred, from the ten below the lowest. */
public final class PercentAxis {
  private static final double MOST = 100;
  private static final double TEN = 10;
  private static final int MARKS = 10;

  private PercentAxis() {}

  /**
   * @param values that are drawn, in percent
   */
  public static void fit(NumberAxis axis, double[] values) {
    double lowest = Arrays.stream(values).min().orElse(MOST);
    double from = Math.max(0, Math.ceil(lowest / TEN - 1) * TEN);
    axis.setAutoRanging(false);
    axis.setLowerBound(Math.min(from, MOST - TEN));
    axis.setUpperBound(MOST);
    axis.setTickUnit((MOST - axis.getLowerBound()) / MARKS);
  }
}
