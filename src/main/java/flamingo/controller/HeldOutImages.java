package flamingo.controller;

import flamingo.dataset.DatasetException;
import flamingo.dataset.EveryOther;
import flamingo.dataset.ImageDataset;
import java.nio.file.Path;

/**
 * Images to choose a plan by, and others to report its figures on: what was picked for its figures
 * on some images looks better there than it is.
 *
 * @param choosing for the search
 * @param testing for the figures that are reported; none of them is among {@code choosing}
 */
public record HeldOutImages(ImageDataset choosing, ImageDataset testing) {
  /**
   * A data set's own parts, or every other image of a folder.
   *
   * @param name {@code shapes}, {@code cifar10} or a folder
   * @param requests that are to be asked of each
   * @throws DatasetException if it cannot be opened, or is a folder with a single image
   */
  public static HeldOutImages of(String name, int requests, long seed) throws DatasetException {
    ImageDataset images = NamedDatasets.open(name, requests, seed);
    if (NamedDatasets.hasParts(name)) {
      return new HeldOutImages(NamedDatasets.validation(name, requests, seed), images);
    }
    if (images.samples().size() < 2) {
      throw new DatasetException(
          Path.of(name),
          "has a single image, but a plan is chosen by some images and tested on others",
          "add images");
    }
    return new HeldOutImages(EveryOther.from(images), EveryOther.after(images));
  }
}
