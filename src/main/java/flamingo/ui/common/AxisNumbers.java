package flamingo.ui.common;

import javafx.util.StringConverter;

/** The marks of an axis, written as {@link Numbers} everywhere else. */
public final class AxisNumbers extends StringConverter<Number> {
  @Override
  public String toString(Number value) {
    boolean whole = Math.rint(value.doubleValue()) == value.doubleValue();
    return whole ? Numbers.count(value.longValue()) : Numbers.significant(value.doubleValue());
  }

  @Override
  public Number fromString(String text) {
    throw new UnsupportedOperationException("An axis is not edited.");
  }
}
