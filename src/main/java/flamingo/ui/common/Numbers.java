package flamingo.ui.common;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the window writes them: three significant digits, thin spaces between thousands. */
public final class Numbers {
  /** Stands where no value was measured. */
  public static final String NONE = "–";

  /** Thin, and no line ends there: a number stays with its unit. */
  private static final char THIN_SPACE = '\u202f';

  private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Numbers() {}

  /** {@code 0.01234 -> 0.0123}, {@code 12.345 -> 12.3}, {@code 123456 -> 123 000}. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (value == 0) {
      return "0";
    }
    if (value < 0) {
      return "−" + significant(-value);
    }
    if (value < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, Math.min(6, 3 - (rounded.precision() - rounded.scale())));
    return grouped(String.format(Locale.ROOT, "%,." + decimals + "f", rounded));
  }

  public static String count(long value) {
    return grouped(String.format(Locale.ROOT, "%,d", value));
  }

  /** {@code 12.345 -> 12.3 ms}. */
  public static String millis(double value) {
    return withUnit(value, significant(value), "ms");
  }

  /** {@code 0.9312 -> 93.1 %}; all three digits are kept only below one hundred. */
  public static String percent(double share) {
    return withUnit(share, significant(share * 100), "%");
  }

  /** {@code 2.314 -> 2.31×}. */
  public static String ratio(double value) {
    return Double.isFinite(value) ? significant(value) + "×" : NONE;
  }

  /** Decimal units: {@code 1 234 567 -> 1.23 MB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? count(bytes) : significant(value)) + THIN_SPACE + BYTE_UNITS[unit];
  }

  private static String withUnit(double value, String text, String unit) {
    return Double.isFinite(value) ? text + THIN_SPACE + unit : NONE;
  }

  private static String grouped(String withCommas) {
    return withCommas.replace(',', THIN_SPACE);
  }
}
