package flamingo.ui.common;

import java.math.BigDecimal;
import java.math.MathContext;
import javafx.util.StringConverter;

/**
 * The marks of an axis: as {@link Numbers} elsewhere, with the digits that tell a mark from the
 * next and no zeros behind them.
 */
public final class AxisNumbers extends StringConverter<Number> {
  private static final MathContext DIGITS = new MathContext(4);

  @Override
  public String toString(Number mark) {
    double value = mark.doubleValue();
    String text =
        Math.rint(value) == value
            ? Numbers.count((long) value)
            : BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    return text.replace('-', '−');
  }

  @Override
  public Number fromString(String text) {
    throw new UnsupportedOperationException("An axis is not edited.");
  }
}
