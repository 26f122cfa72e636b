package flamingo.dataset;

import flamingo.dataset.content.Annotation;
import flamingo.image.BrokenImageException;
import flamingo.image.DecodedImage;
import java.nio.file.Path;

/**
 * One image of a data set; its pixels are read when asked for.
 *
 * @param id unique in its data set and stable: for folders the path below the folder, with {@code
 *     /}
 * @param file the file that holds it, or null where there is none
 * @param label its class, or null if it has none
 * @param annotation what else is known of it
 */
public record Sample(
    String id, Path file, String label, Annotation annotation, ImageSource source) {

  /** An image of which its class is known at most. */
  public Sample(String id, Path file, String label, ImageSource source) {
    this(id, file, label, Annotation.NONE, source);
  }

  /** A new decoding; nothing is kept. */
  public DecodedImage decode() throws BrokenImageException {
    return source.decode();
  }
}
