package flamingo.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the golden fixtures lie; tests that need them are skipped visibly where they are absent.
 */
final class GoldenFixtures {
  private GoldenFixtures() {}

  static Path folder() {
    Path folder = Path.of(System.getProperty("flamingo.shared", "../shared")).resolve("golden");
    assumeTrue(
        Files.isDirectory(folder),
        "The fixtures' folder " + folder.toAbsolutePath().normalize() + " is not there.");
    return folder;
  }
}
