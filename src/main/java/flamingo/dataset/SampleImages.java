package flamingo.dataset;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the sample images lie that come with the program. */
public final class SampleImages {
  private static final Path BELOW = Path.of("data", "sample-images");

  /** From {@code target/classes} or the jar in {@code target} up to the project, and one more. */
  private static final int PARENTS = 3;

  private SampleImages() {}

  /** Beside the program's jar, in a folder above it, or in the working folder. */
  public static Optional<Path> folder() {
    return candidates().stream().map(p -> p.resolve(BELOW)).filter(Files::isDirectory).findFirst();
  }

  private static List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    Path above = program();
    for (int i = 0; i <= PARENTS && above != null; i++) {
      candidates.add(above);
      above = above.getParent();
    }
    candidates.add(Path.of("").toAbsolutePath());
    return candidates;
  }

  private static Path program() {
    try {
      return Path.of(
          SampleImages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException | RuntimeException unknown) {
      return null;
    }
  }
}
