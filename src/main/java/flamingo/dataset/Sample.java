package flamingo.dataset;

import flamingo.image.BrokenImageException;
import flamingo.image.DecodedImage;
import java.nio.file.Path;

/**
 * One image of a data set; its pixels are read when asked for.
 *
 * @param id unique in its data set and stable: for folders the path below the folder, with {@code
 *     /}
 * @param file the file that holds it
 * @param label its class, or null if it has none
 */
public record Sample(String id, Path file, String label, ImageSource source) {
  /** A new decoding; nothing is kept. */
  public DecodedImage decode() throws BrokenImageException {
    return source.decode();
  }
}
