package flamingo.ui.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Texts of the window, by key, from {@code resources/flamingo/ui/texts.properties} and its
 * translations: in the language for display that holds when the first text is asked for.
 */
public final class Texts {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(
          "flamingo.ui.texts",
          Locale.getDefault(Locale.Category.DISPLAY),
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  private Texts() {}

  /** The bundle that FXML files take their {@code %keys} from. */
  public static ResourceBundle bundle() {
    return BUNDLE;
  }

  /**
   * @param arguments fill {@code {0}}, {@code {1}} ... of the text
   * @throws java.util.MissingResourceException if no text has this key
   */
  public static String text(String key, Object... arguments) {
    return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(arguments);
  }

  /** In the language of the window where it has been translated, else in English. */
  public static String text(RegistryText text) {
    return BUNDLE.containsKey(text.key()) ? BUNDLE.getString(text.key()) : text.english();
  }
}
