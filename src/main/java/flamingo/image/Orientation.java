package flamingo.image;

/**
 * How a stored image must be turned to stand upright: EXIF's values 1 to 8.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3, tag 274</a>
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  CLOCKWISE(true, false, true),
  TRANSVERSED(true, true, true),
  ANTICLOCKWISE(true, true, false);

  private final boolean swapsSides;
  private final boolean readsLeftwards;
  private final boolean readsUpwards;

  Orientation(boolean swapsSides, boolean readsLeftwards, boolean readsUpwards) {
    this.swapsSides = swapsSides;
    this.readsLeftwards = readsLeftwards;
    this.readsUpwards = readsUpwards;
  }

  /**
   * @param exif EXIF's value; what is not 1 to 8 means upright
   */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= values().length ? values()[exif - 1] : UPRIGHT;
  }

  /** The image turned upright; a new array unless it is so already. */
  DecodedImage apply(DecodedImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    int width = swapsSides ? image.height() : image.width();
    int height = swapsSides ? image.width() : image.height();
    int channels = image.layout().channels();
    byte[] turned = new byte[image.samples().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = source(image, swapsSides ? y : x, swapsSides ? x : y) * channels;
        int to = (y * width + x) * channels;
        for (int c = 0; c < channels; c++) {
          turned[to + c] = image.samples()[from + c];
        }
      }
    }
    return image.with(width, height, turned);
  }

  private int source(DecodedImage image, int x, int y) {
    int column = readsLeftwards ? image.width() - 1 - x : x;
    int row = readsUpwards ? image.height() - 1 - y : y;
    return row * image.width() + column;
  }
}
