package flamingo.dataset;

import flamingo.image.BrokenImageException;
import flamingo.image.DecodedImage;

/** Where a sample's pixels come from, each time anew. */
@FunctionalInterface
public interface ImageSource {
  DecodedImage decode() throws BrokenImageException;
}
