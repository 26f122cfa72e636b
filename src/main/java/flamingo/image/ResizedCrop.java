package flamingo.image;

/**
 * A source resized to {@code width x height}, of which a rectangle is kept.
 *
 * @param left first column kept, of the resized image
 * @param top first row kept, of the resized image
 */
record ResizedCrop(
    int sourceWidth,
    int sourceHeight,
    int width,
    int height,
    int left,
    int top,
    int cropWidth,
    int cropHeight) {

  /** Short side to {@code size}, long side floored, then the {@code size x size} centre. */
  static ResizedCrop centreSquare(int sourceWidth, int sourceHeight, int size) {
    boolean wide = sourceWidth >= sourceHeight;
    int width = wide ? longSide(sourceWidth, sourceHeight, size) : size;
    int height = wide ? size : longSide(sourceHeight, sourceWidth, size);
    return new ResizedCrop(
        sourceWidth,
        sourceHeight,
        width,
        height,
        (int) Math.rint((width - size) / 2.0),
        (int) Math.rint((height - size) / 2.0),
        size,
        size);
  }

  /** The whole image, no crop. */
  static ResizedCrop whole(int sourceWidth, int sourceHeight, int width, int height) {
    return new ResizedCrop(sourceWidth, sourceHeight, width, height, 0, 0, width, height);
  }

  private static int longSide(int length, int shortSide, int size) {
    return Math.toIntExact((long) ((double) ((long) size * length) / shortSide));
  }

  boolean keepsSize() {
    return width == sourceWidth && height == sourceHeight;
  }
}
