package flamingo.optimization;

import java.util.Locale;
import java.util.ResourceBundle;

/** Texts of the optimizations. */
final class Words {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("flamingo.optimization.optimizations", Locale.ROOT);

  private Words() {}

  /**
   * @throws java.util.MissingResourceException if there is no such text
   */
  static String of(String key) {
    return BUNDLE.getString(key);
  }
}
