package flamingo.image;

/**
 * The channels of a decoded image, 8 bits each. What each means to Pillow is its mode, given in
 * brackets.
 */
public enum PixelLayout {
  /** Luminance [L]. */
  GREY(1),
  /** Luminance and opacity [LA]. */
  GREY_ALPHA(2),
  /** Red, green, blue [RGB]. */
  RGB(3),
  /** Red, green, blue, opacity; not premultiplied [RGBA]. */
  RGB_ALPHA(4),
  /** Cyan, magenta, yellow, black; 255 is full ink [CMYK]. */
  CMYK(4),
  /** Numbers of palette entries, so that neighbours must not be averaged [P, and 1 for bilevel]. */
  INDEXED(1);

  private final int channels;

  PixelLayout(int channels) {
    this.channels = channels;
  }

  public int channels() {
    return channels;
  }

  /** Whether the last channel is opacity. */
  public boolean hasAlpha() {
    return this == GREY_ALPHA || this == RGB_ALPHA;
  }
}
