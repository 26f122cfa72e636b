package flamingo.ui.common;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * How many times the smallest the window's text is, for what no style sheet reaches: those say it
 * in em. For the JavaFX thread.
 */
public final class TextScale {
  private static final DoubleProperty FACTOR = new SimpleDoubleProperty(1);

  private TextScale() {}

  public static ReadOnlyDoubleProperty factor() {
    return FACTOR;
  }

  public static void set(double factor) {
    FACTOR.set(factor);
  }
}
