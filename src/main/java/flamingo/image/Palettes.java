package flamingo.image;

import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** Colour tables of 256 entries; those that a file leaves out are a ramp of greys, as in Pillow. */
final class Palettes {
  private static final int GREY = 0x010101;

  private Palettes() {}

  /** Every entry the grey of its own number. */
  static int[] greys() {
    int[] palette = new int[DecodedImage.PALETTE_SIZE];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = i * GREY;
    }
    return palette;
  }

  static int[] of(IndexColorModel colours) {
    int[] palette = greys();
    for (int i = 0; i < Math.min(colours.getMapSize(), palette.length); i++) {
      palette[i] = colours.getRGB(i) & 0xFFFFFF;
    }
    return palette;
  }

  /** An image whose palette is that ramp is a grey one. */
  static DecodedImage simplify(DecodedImage image) {
    if (image.palette() == null || !Arrays.equals(image.palette(), greys())) {
      return image;
    }
    return DecodedImage.of(image.width(), image.height(), PixelLayout.GREY, image.samples());
  }
}
