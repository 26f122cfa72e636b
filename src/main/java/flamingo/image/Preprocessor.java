package flamingo.image;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An image as the vision tower takes it, equal to open_clip's preprocessing with Pillow 11: short
 * side to S by the bicubic filter, centre crop, conversion to RGB, then {@code (v / 255 - mean) /
 * deviation}.
 *
 * <pre>
 * S side of the square in pixels
 *   pixels   [S, S, 3]   unsigned bytes
 *   result   [3, S, S]
 * </pre>
 */
public final class Preprocessor {
  /** Channel means of CLIP's training images, of values in 0..1. */
  private static final float[] CLIP_MEAN = {0.48145466f, 0.4578275f, 0.40821073f};

  private static final float[] CLIP_DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};
  private static final int CHANNELS = 3;
  private static final int LEVELS = 256;

  private final int size;
  private final float[] normalised = new float[CHANNELS * LEVELS];

  /**
   * @param imageSize S
   * @param mean of red, green, blue, of values in 0..1
   * @param deviation standard deviation of the same
   */
  public Preprocessor(int imageSize, float[] mean, float[] deviation) {
    if (imageSize < 1 || mean.length != CHANNELS || deviation.length != CHANNELS) {
      throw new IllegalArgumentException(
          "Preprocessing takes a size of at least 1 and 3 means and deviations, not %d, %d and %d."
              .formatted(imageSize, mean.length, deviation.length));
    }
    this.size = imageSize;
    for (int c = 0; c < CHANNELS; c++) {
      for (int v = 0; v < LEVELS; v++) {
        normalised[c * LEVELS + v] = (v / 255f - mean[c]) / deviation[c];
      }
    }
  }

  /** With the mean and deviation of CLIP, which OpenFlamingo's vision towers share. */
  public static Preprocessor clip(int imageSize) {
    return new Preprocessor(imageSize, CLIP_MEAN, CLIP_DEVIATION);
  }

  /** S: the side of the square that the model sees, in pixels. */
  public int imageSize() {
    return size;
  }

  /**
   * @return [S, S, 3] unsigned bytes, red, green, blue: what the model sees
   */
  public byte[] pixels(DecodedImage image) {
    ResizedCrop geometry = ResizedCrop.centreSquare(image.width(), image.height(), size);
    return RgbConversion.convert(Resizer.resize(image, geometry));
  }

  /**
   * @return [3, S, S], row-major
   */
  public float[] values(DecodedImage image) {
    float[] values = new float[CHANNELS * size * size];
    normalise(pixels(image), values);
    return values;
  }

  /**
   * @return a new array, [3, S, S]
   */
  public INDArray apply(DecodedImage image) {
    return Nd4j.createFromArray(values(image)).reshape(CHANNELS, size, size);
  }

  private void normalise(byte[] pixels, float[] values) {
    int plane = size * size;
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < plane; i++) {
        values[c * plane + i] = normalised[c * LEVELS + (pixels[CHANNELS * i + c] & 0xFF)];
      }
    }
  }
}
