package flamingo.verify;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Where the golden fixtures lie; tests that need them are skipped visibly where they are absent.
 */
final class GoldenFixtures {
  private static final Path FOLDER =
      Path.of(System.getProperty("flamingo.shared", "../shared")).resolve("golden");

  private GoldenFixtures() {}

  /** Tests of each fixture, or one that is skipped: a factory that gives up is not counted. */
  static Stream<DynamicNode> each(Function<Path, Stream<? extends DynamicNode>> tests) {
    if (!Files.isDirectory(FOLDER)) {
      String reason =
          "The fixtures' folder " + FOLDER.toAbsolutePath().normalize() + " is not there.";
      return Stream.of(dynamicTest("without fixtures", () -> abort(reason)));
    }
    return FixtureFolders.find(List.of(FOLDER)).stream().flatMap(tests);
  }
}
