package flamingo.model.vision;

/**
 * Sizes of a {@link VisionTransformer}.
 *
 * @param imageSize side of the square image, in pixels
 * @param patchSize side of a square patch, in pixels
 * @param width of the tokens, D
 * @param layers number of layers
 * @param heads number of attention heads
 * @param feedForward hidden width of the feed-forward blocks
 * @param embedding width of the pooled embedding
 */
public record TransformerConfig(
    int imageSize, int patchSize, int width, int layers, int heads, int feedForward, int embedding)
    implements VisionConfig {

  /**
   * @throws IllegalArgumentException if a size is not positive, or the patches do not fill the
   *     image, or the heads do not fill the width
   */
  public TransformerConfig {
    if (Math.min(Math.min(imageSize, patchSize), Math.min(width, layers)) < 1
        || Math.min(Math.min(heads, feedForward), embedding) < 1
        || imageSize % patchSize != 0
        || width % heads != 0) {
      throw new IllegalArgumentException(
          "A vision tower of %d px images, %d px patches, width %d and %d heads does not divide evenly."
              .formatted(imageSize, patchSize, width, heads));
    }
  }

  @Override
  public int patches() {
    int side = imageSize / patchSize;
    return side * side;
  }

  @Override
  public long parameters() {
    long w = width;
    long layer = 4 * w + (4 * w * w + 4 * w) + 2 * w * feedForward + feedForward + w;
    long patch = 3L * patchSize * patchSize * w;
    return w + patch + (patches() + 1) * w + 4 * w + w * embedding + layers * layer;
  }
}
