package flamingo.report.page;

import java.util.Locale;

/** Numbers as people read them; nothing for no value. */
final class Numbers {
  private static final double LARGE = 100;
  private static final double SMALL = 1e-3;
  private static final int PERCENT = 100;

  private Numbers() {}

  /** Three significant digits, whole numbers from 100 on. */
  static String of(Double value) {
    if (value == null) {
      return "";
    }
    return String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%.3g" : "%.0f", value);
  }

  /** A share, 0 to 1, in percent. */
  static String percent(Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f", PERCENT * share);
  }

  /** As others; powers of ten only where a value would begin with zeros. */
  static String small(Double value) {
    if (value == null || Math.abs(value) >= SMALL) {
      return of(value);
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A value and its interval: {@code 1.52 (1.48 to 1.57)}. */
  static String interval(Double value, Double low, Double high) {
    if (value == null) {
      return "";
    }
    return low == null || high == null
        ? of(value)
        : "%s (%s to %s)".formatted(of(value), of(low), of(high));
  }

  static String percentInterval(Double value, Double low, Double high) {
    if (value == null) {
      return "";
    }
    return low == null || high == null
        ? percent(value)
        : "%s (%s to %s)".formatted(percent(value), percent(low), percent(high));
  }
}
