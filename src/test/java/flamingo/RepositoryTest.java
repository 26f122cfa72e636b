package flamingo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies at the top of the repository, and how it is built elsewhere. */
class RepositoryTest {
  private static final Set<String> TOP =
      Set.of(
          ".ci",
          ".gitignore",
          ".mvn",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "LICENSE",
          "README.md",
          "data",
          "docs",
          "mvnw",
          "mvnw.cmd",
          "packaging",
          "papers",
          "pom.xml",
          "resources",
          "src");

  /** Git's own, and whatever tools leave, as {@code .gitignore} names it. */
  private static Set<String> ignored() throws IOException {
    Set<String> names = new TreeSet<>(Set.of(".git"));
    for (String line : Files.readAllLines(Path.of(".gitignore"))) {
      names.add(line.replace("/", ""));
    }
    return names;
  }

  @Test
  void nothingElseLiesAtTheTop() throws IOException {
    Set<String> ignored = ignored();
    try (Stream<Path> files = Files.list(Path.of(""))) {
      assertThat(files.map(Path::toString).filter(name -> !ignored.contains(name)))
          .filteredOn(name -> !name.endsWith(".log"))
          .containsExactlyInAnyOrderElementsOf(TOP);
    }
  }

  @Test
  void continuousIntegrationRunsTheCommandsOfTheReadme() throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of(".ci/run")).stream()
            .filter(line -> line.startsWith("./mvnw "))
            .toList();

    assertThat(commands).contains("./mvnw verify");
    assertThat(Files.readAllLines(Path.of("README.md")))
        .containsAll(commands.stream().map(command -> "    " + command).toList());
    assertThat(Path.of(".ci/run")).isExecutable();
    assertThat(Path.of("mvnw")).isExecutable();
  }

  @Test
  void everythingThatContinuousIntegrationInstallsIsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (String name : List.of("libgtk-3-0", "libxtst6", "libgl1", "libxxf86vm1")) {
      assertThat(Files.readString(Path.of(".ci/run"))).contains(name);
      assertThat(readme).contains(name);
    }
  }
}
