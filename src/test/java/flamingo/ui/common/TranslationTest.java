package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.BuiltInModels;
import flamingo.controller.EngineExperiments;
import flamingo.optimization.Description;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Preset;
import flamingo.optimization.Saving;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranslationTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final ResourceBundle ENGLISH = in(Locale.ROOT);
  private static final ResourceBundle GERMAN = in(Locale.GERMANY);

  @Test
  void germanHasEveryTextAndNoOther() throws Exception {
    var own = new PropertyResourceBundle(file());
    Set<String> expected = new TreeSet<>(ENGLISH.keySet());
    registries().map(RegistryText::key).forEach(expected::add);
    assertThat(new TreeSet<>(own.keySet())).isEqualTo(expected);
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
  void germanNamesTheSameFiguresOfOptimizations() {
    assertThat(registries())
        .allSatisfy(
            text ->
                assertThat(numbers(GERMAN.getString(text.key())))
                    .as(text.key())
                    .isEqualTo(numbers(text.english())));
  }

  @Test
  void englishIsWhatTheRegistriesSay() {
    assertThat(registries())
        .allSatisfy(text -> assertThat(Texts.text(text)).isEqualTo(text.english()));
  }

  @Test
  void noTextHasAnApostropheThatMessageFormatWouldEat() {
    assertThat(GERMAN.keySet())
        .allSatisfy(key -> assertThat(GERMAN.getString(key)).as(key).doesNotContain("'"));
  }

  private static Stream<RegistryText> registries() {
    var experiments = new EngineExperiments(Runnable::run, new BuiltInModels(Runnable::run, 1));
    return Stream.of(
            Optimizations.all().stream().flatMap(TranslationTest::of),
            Preset.all().stream()
                .flatMap(each -> Stream.of(RegistryText.name(each), RegistryText.reason(each))),
            Saving.all().stream()
                .flatMap(each -> Stream.of(RegistryText.name(each), RegistryText.sentence(each))),
            experiments.experiments().stream().map(RegistryText::title))
        .flatMap(texts -> texts);
  }

  private static Stream<RegistryText> of(Optimization optimization) {
    Description description = optimization.description();
    return Stream.concat(
        Stream.of(
            RegistryText.name(description),
            RegistryText.sentence(description),
            RegistryText.explanation(description)),
        description.parameters().stream().map(each -> RegistryText.name(description, each)));
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).sorted().toList();
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
