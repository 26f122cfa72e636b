package flamingo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every library that the program is delivered with is in its NOTICE. */
class NoticeTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(?:(?!</dependency>).)*</dependency>", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("<artifactId>([^<$]+)</artifactId>");

  @Test
  void everyLibraryOfTheProgramIsNamed() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String program = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
    List<String> libraries =
        DEPENDENCY
            .matcher(program)
            .results()
            .map(MatchResult::group)
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .flatMap(dependency -> NAME.matcher(dependency).results().map(m -> m.group(1)).limit(1))
            .toList();

    String notice = Files.readString(Path.of("resources/META-INF/NOTICE"));
    assertThat(libraries)
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(notice).contains(name));
  }
}
