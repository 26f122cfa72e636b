package flamingo.dataset.cifar;

import flamingo.dataset.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where CIFAR-10's binary files lie. */
public final class CifarFolder {
  /** System property that names the folder. */
  public static final String PROPERTY = "flamingo.cifar10";

  private static final String NAME = "cifar-10-batches-bin";

  private CifarFolder() {}

  /**
   * The folder that the property names; else {@code data/cifar-10-batches-bin}, or the same below
   * the user's cache.
   *
   * @throws DatasetException if the files are at none of these places
   */
  public static Path find() throws DatasetException {
    String named = System.getProperty(PROPERTY);
    List<Path> places = new ArrayList<>();
    if (named != null) {
      places.add(Path.of(named));
    } else {
      places.add(Path.of("data", NAME));
      places.add(cache());
    }
    for (Path place : places) {
      if (Files.isRegularFile(place.resolve("test_batch.bin"))) {
        return place;
      }
    }
    throw new DatasetException(
        places.get(0).toAbsolutePath(),
        "CIFAR-10 is not there",
        "fetch cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html, unpack it,"
            + " and name its folder with -D"
            + PROPERTY
            + "=FOLDER");
  }

  private static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "flamingo-explorer", NAME);
  }
}
