package flamingo.controller;

import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.image.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images as the model takes them, decoded before anything is timed and handed out in turn.
 *
 * <pre>
 * B images of a batch   S side of an image
 *   batch   [B, 1, 3, S, S]   one image a row
 * </pre>
 */
final class PixelPool {
  /** Images that are kept decoded; of a larger data set the first ones are measured. */
  static final int MOST_IMAGES = 64;

  private final List<float[]> images = new ArrayList<>();
  private final int imageSize;
  private int next;

  /**
   * Decodes up to {@link #MOST_IMAGES} samples; a broken one is reported and passed over.
   *
   * @param broken hears of each image that cannot be read
   */
  PixelPool(
      List<Sample> samples, Preprocessor preprocessor, Consumer<BrokenImageException> broken) {
    this.imageSize = preprocessor.imageSize();
    for (Sample sample : samples) {
      if (images.size() == MOST_IMAGES) {
        break;
      }
      try {
        images.add(preprocessor.values(sample.decode()));
      } catch (BrokenImageException e) {
        broken.accept(e);
      }
    }
  }

  int size() {
    return images.size();
  }

  /** The next images in turn, [B, 1, 3, S, S], beginning again after the last. */
  INDArray batch(int count) {
    int plane = images.get(0).length;
    float[] pixels = new float[count * plane];
    for (int i = 0; i < count; i++) {
      System.arraycopy(images.get(next), 0, pixels, i * plane, plane);
      next = (next + 1) % images.size();
    }
    return Nd4j.createFromArray(pixels).reshape('c', count, 1, 3, imageSize, imageSize);
  }
}
