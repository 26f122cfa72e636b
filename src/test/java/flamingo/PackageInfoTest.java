package flamingo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package says in its {@code package-info} what lives there. */
class PackageInfoTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int SHORTEST_SENTENCE = 20;

  @ParameterizedTest
  @MethodSource("packages")
  void saysWhatLivesThere(Path folder) throws IOException {
    Path file = folder.resolve("package-info.java");

    assertThat(file).exists();
    assertThat(sentence(Files.readString(file)))
        .hasSizeGreaterThan(SHORTEST_SENTENCE)
        .endsWith(".");
  }

  static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String sentence(String source) {
    int start = source.indexOf("/**");
    int end = source.indexOf("*/");
    return start < 0 || end < start
        ? ""
        : source.substring(start + 3, end).replaceAll("\\R\\s*\\*", " ").strip();
  }
}
