package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TranslationTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");
  private static final ResourceBundle ENGLISH = in(Locale.ROOT);
  private static final ResourceBundle GERMAN = in(Locale.GERMANY);

  @Test
  void germanHasEveryTextAndNoOther() throws Exception {
    var own = new PropertyResourceBundle(file());
    assertThat(new TreeSet<>(own.keySet())).isEqualTo(new TreeSet<>(ENGLISH.keySet()));
    assertThat(GERMAN.getString("menu.file")).isEqualTo("Datei");
  }

  @Test
  void germanTextsTakeTheSameArguments() {
    assertThat(ENGLISH.keySet())
        .allSatisfy(
            key ->
                assertThat(arguments(GERMAN.getString(key)))
                    .as(key)
                    .isEqualTo(arguments(ENGLISH.getString(key))));
  }

  @Test
  void noTextHasAnApostropheThatMessageFormatWouldEat() {
    assertThat(GERMAN.keySet())
        .allSatisfy(key -> assertThat(GERMAN.getString(key)).as(key).doesNotContain("'"));
  }

  private static TreeSet<String> arguments(String text) {
    TreeSet<String> found = new TreeSet<>();
    ARGUMENT.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  private static Reader file() throws IOException {
    return Files.newBufferedReader(Path.of("resources/flamingo/ui/texts_de.properties"));
  }

  private static ResourceBundle in(Locale locale) {
    return ResourceBundle.getBundle(
        "flamingo.ui.texts", locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }
}
