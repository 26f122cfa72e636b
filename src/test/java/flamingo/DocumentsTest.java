package flamingo;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.workload.Workloads;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents name exists: classes, files, commands, plans. */
class DocumentsTest {
  private static final Pattern QUALIFIED =
      Pattern.compile("\\bflamingo((?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*)");
  private static final Pattern PACKAGE = Pattern.compile("`flamingo((?:\\.[a-z]\\w*)+)`");
  private static final Pattern SIMPLE = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})(?:\\.(\\w+))?`");
  private static final Pattern FILE =
      Pattern.compile("`((?:src|resources|data|papers|packaging|docs|\\.mvn|\\.ci)/[\\w./-]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern TEST = Pattern.compile("-Dtest='?(\\w+)");
  private static final Pattern COMMAND = Pattern.compile("flamingo-explorer\\.jar ([a-z]+)");
  private static final Pattern PLAN = Pattern.compile("--plan (\\S+=[^\\s`]+)");
  private static final Pattern WORKLOAD = Pattern.compile("--workload ([a-z][\\w-]*)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> papers = Files.walk(Path.of("papers"));
        Stream<Path> packaging = Files.walk(Path.of("packaging"))) {
      return Stream.of(top, docs, papers, packaging)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  static List<Path> indexed() throws IOException {
    return documents().stream()
        .filter(file -> file.startsWith("papers") || file.startsWith("docs/decisions"))
        .filter(file -> !file.endsWith("README.md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void classesExist(Path document) throws IOException {
    String text = Files.readString(document);

    assertThat(found(QUALIFIED, text))
        .allSatisfy(
            name ->
                assertThat(Path.of("src/main/java/flamingo", path(name.group(1))))
                    .as(name.group())
                    .isDirectoryContaining("glob:**/" + name.group(2) + ".java"));
    assertThat(found(PACKAGE, text))
        .allSatisfy(
            name ->
                assertThat(Path.of("src/main/java/flamingo", path(name.group(1))))
                    .as(name.group())
                    .isDirectory());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void classesNamedWithoutTheirPackageExist(Path document) throws IOException {
    Set<String> classes = sources().map(DocumentsTest::simpleName).collect(Collectors.toSet());
    String text = Files.readString(document);

    assertThat(found(SIMPLE, text))
        .allSatisfy(name -> assertThat(classes).as(name.group()).contains(name.group(1)));
    assertThat(found(TEST, text))
        .allSatisfy(name -> assertThat(classes).as(name.group()).contains(name.group(1)));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void membersExist(Path document) throws IOException {
    for (MatchResult name : found(SIMPLE, Files.readString(document))) {
      if (name.group(2) != null) {
        assertThat(sourceOf(name.group(1))).as(name.group()).containsPattern("\\b" + name.group(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void filesExist(Path document) throws IOException {
    String text = Files.readString(document);
    Path folder = document.toAbsolutePath().getParent();

    assertThat(found(FILE, text)).allSatisfy(file -> assertThat(Path.of(file.group(1))).exists());
    assertThat(found(LINK, text))
        .allSatisfy(link -> assertThat(folder.resolve(link.group(1))).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsAreValid(Path document) throws IOException, PlanException {
    String text = Files.readString(document);

    for (MatchResult command : found(COMMAND, text)) {
      assertThat(sources().map(DocumentsTest::simpleName))
          .contains(capitalised(command.group(1)) + "Command");
    }
    for (MatchResult plan : found(PLAN, text)) {
      assertThat(Selection.parse(plan.group(1))).isNotEqualTo(Selection.NONE);
    }
    assertThat(found(WORKLOAD, text))
        .allSatisfy(name -> assertThat(Workloads.named(name.group(1))).isPresent());
  }

  @ParameterizedTest
  @MethodSource("indexed")
  void isListedInItsIndex(Path document) throws IOException {
    assertThat(Files.readString(document.resolveSibling("README.md")))
        .contains("](" + document.getFileName() + ")");
  }

  @ParameterizedTest
  @MethodSource("indexed")
  void isAPageAtMost(Path document) throws IOException {
    assertThat(Files.readAllLines(document)).hasSizeLessThanOrEqualTo(60);
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static String path(String packages) {
    return packages.isEmpty() ? "" : packages.substring(1).replace('.', '/');
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static String sourceOf(String name) throws IOException {
    Path source = sources().filter(file -> simpleName(file).equals(name)).findFirst().orElseThrow();
    return Files.readString(source);
  }

  private static String simpleName(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
