package flamingo.model.vision;

/**
 * Sizes of a {@link ConvNet}.
 *
 * @param imageSize side of the square image, in pixels
 * @param width of the tokens, D
 */
public record ConvNetConfig(int imageSize, int width) implements VisionConfig {
  /** Channels after the stem. */
  static final int STEM = 32;

  /** Channels of the middle stage. */
  static final int MIDDLE = 64;

  /** Pixels of a token's patch, across and down. */
  static final int PATCH = 8;

  private static final int STEM_WEIGHTS = 3 * 4 * 4;
  private static final int TAPS = 3 * 3;

  /**
   * @throws IllegalArgumentException if a size is not positive, or patches do not fill the image
   */
  public ConvNetConfig {
    if (imageSize < 1 || width < 1 || imageSize % PATCH != 0) {
      throw new IllegalArgumentException(
          "A convolutional tower of %d px images and width %d does not divide into patches of 8 px."
              .formatted(imageSize, width));
    }
  }

  @Override
  public int patches() {
    int side = imageSize / PATCH;
    return side * side;
  }

  @Override
  public long parameters() {
    long d = width;
    long stem = (STEM_WEIGHTS + 1L) * STEM;
    long middle = (TAPS * STEM + 1L) * MIDDLE + (TAPS * MIDDLE + 1L) * MIDDLE;
    long last = (TAPS * MIDDLE + 1L) * d + 3 * (TAPS * d + 1) * d;
    return stem + middle + last + patches() * d;
  }
}
