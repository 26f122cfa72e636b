package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern IN_FXML = Pattern.compile("\"%([a-z0-9.]+)\"");

  /** Of keys that are put together, such as {@code "guide.step." + step}. */
  private static final Pattern BEGINNING = Pattern.compile("\"([a-z0-9.]+\\.)\" *\\+");

  @Test
  void everyKeyOfEveryFxmlFileHasAText() throws IOException {
    assertThat(keys("resources/flamingo/ui", ".fxml", IN_FXML))
        .hasSizeGreaterThan(30)
        .isSubsetOf(Texts.bundle().keySet());
  }

  @Test
  void noTextIsLeftOver() throws IOException {
    String sources =
        files("src/main/java/flamingo/ui", ".java").stream()
            .map(TextsTest::read)
            .collect(Collectors.joining());
    Set<String> used = keys("resources/flamingo/ui", ".fxml", IN_FXML);
    Set<String> beginnings = keys("src/main/java/flamingo/ui", ".java", BEGINNING);
    Set<String> unused =
        Texts.bundle().keySet().stream()
            .filter(key -> !used.contains(key) && !sources.contains('"' + key + '"'))
            .filter(key -> beginnings.stream().noneMatch(key::startsWith))
            .collect(Collectors.toSet());
    assertThat(unused).isEmpty();
  }

  @Test
  void countsAgreeWithTheirNoun() {
    assertThat(Texts.text("dataset.count", 0, "0")).isEqualTo("no images");
    assertThat(Texts.text("dataset.count", 1, "1")).isEqualTo("1 image");
    assertThat(Texts.text("dataset.count", 12, "12")).isEqualTo("12 images");
  }

  private static Set<String> keys(String folder, String ending, Pattern pattern)
      throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Path file : files(folder, ending)) {
      Matcher matcher = pattern.matcher(read(file));
      while (matcher.find()) {
        keys.add(matcher.group(1));
      }
    }
    return keys;
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
