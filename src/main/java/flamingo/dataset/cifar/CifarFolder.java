package flamingo.dataset.cifar;

import flamingo.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where CIFAR-10's binary files lie. */
public final class CifarFolder {
  /** System property that names the folder. */
  public static final String PROPERTY = "flamingo.cifar10";

  static final String TEST_FILE = "test_batch.bin";

  /** The binary files, that of the test images last. */
  static final List<String> FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          TEST_FILE);

  private static final String NAME = "cifar-10-batches-bin";

  private CifarFolder() {}

  /**
   * The folder that the property names; else {@code data/cifar-10-batches-bin}, or the same below
   * the user's cache.
   *
   * @throws DatasetException if the files are at none of these places
   */
  public static Path find() throws DatasetException {
    Optional<Path> there = places().stream().filter(CifarFolder::isComplete).findFirst();
    if (there.isPresent()) {
      return there.get();
    }
    throw new DatasetException(
        places().get(0).toAbsolutePath(),
        "CIFAR-10 is not there",
        isNamed()
            ? "let -D" + PROPERTY + " name the folder that holds " + TEST_FILE
            : "add --download to fetch it (170 MB), or name its folder with -D"
                + PROPERTY
                + "=FOLDER");
  }

  /** Whether fetching it into the cache would help: it is at no place, and none is named. */
  public static boolean isMissing() {
    return !isNamed() && places().stream().noneMatch(CifarFolder::isComplete);
  }

  /** Where a download goes. */
  static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "flamingo-explorer", NAME);
  }

  private static boolean isNamed() {
    return System.getProperty(PROPERTY) != null;
  }

  private static List<Path> places() {
    return isNamed()
        ? List.of(Path.of(System.getProperty(PROPERTY)))
        : List.of(Path.of("data", NAME), cache());
  }

  private static boolean isComplete(Path folder) {
    return Files.isRegularFile(folder.resolve(TEST_FILE));
  }
}
