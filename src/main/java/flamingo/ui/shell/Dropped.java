package flamingo.ui.shell;

import flamingo.image.BrokenImageException;
import flamingo.image.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What dropping a path on the window means. */
final class Dropped {
  private Dropped() {}

  /**
   * The folder itself; of an image, the folder it lies in; any other file as it is, which cannot be
   * opened and says why. Reads the file: not for the JavaFX thread.
   */
  static Path toOpen(Path dropped) {
    return Files.isRegularFile(dropped) && isImage(dropped)
        ? dropped.toAbsolutePath().getParent()
        : dropped;
  }

  private static boolean isImage(Path file) {
    try {
      ImageDecoder.forPhotos().check(file);
      return true;
    } catch (BrokenImageException e) {
      return false;
    }
  }
}
