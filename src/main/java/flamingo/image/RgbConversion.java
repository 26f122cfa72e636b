package flamingo.image;

/**
 * Any layout to red, green, blue, as Pillow's {@code convert("RGB")}: opacity is dropped, not
 * blended.
 */
final class RgbConversion {
  private RgbConversion() {}

  /**
   * @return height x width x 3
   */
  static byte[] convert(DecodedImage image) {
    if (image.layout() == PixelLayout.RGB) {
      return image.samples();
    }
    int pixels = image.width() * image.height();
    byte[] rgb = new byte[pixels * 3];
    for (int i = 0; i < pixels; i++) {
      int colour = colour(image, i);
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return rgb;
  }

  /** The pixel's colour, 0xRRGGBB. */
  static int colour(DecodedImage image, int pixel) {
    byte[] s = image.samples();
    int at = pixel * image.layout().channels();
    return switch (image.layout()) {
      case GREY, GREY_ALPHA -> (s[at] & 0xFF) * 0x010101;
      case RGB, RGB_ALPHA -> rgb(s[at] & 0xFF, s[at + 1] & 0xFF, s[at + 2] & 0xFF);
      case CMYK -> {
        int light = 255 - (s[at + 3] & 0xFF);
        yield rgb(inked(s[at], light), inked(s[at + 1], light), inked(s[at + 2], light));
      }
      case INDEXED -> image.palette()[s[at] & 0xFF];
    };
  }

  private static int inked(byte ink, int light) {
    return Math.max(0, light - Alpha.multiply(ink & 0xFF, light));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }
}
