package flamingo.image;

import java.util.Objects;

/**
 * An image as its file stores it: 8-bit channels, interleaved, row by row. The array is shared, not
 * copied, so that nobody may write into it.
 *
 * @param samples height x width x channels unsigned bytes
 * @param palette 256 colours 0xRRGGBB for {@link PixelLayout#INDEXED}, else null
 */
public record DecodedImage(
    int width, int height, PixelLayout layout, byte[] samples, int[] palette) {
  static final int PALETTE_SIZE = 256;

  public DecodedImage {
    Objects.requireNonNull(layout, "layout");
    long expected = (long) width * height * layout.channels();
    if (width < 1 || height < 1 || samples.length != expected) {
      throw new IllegalArgumentException(
          "An image of %d x %d pixels with %d channels has %d samples, not %d."
              .formatted(width, height, layout.channels(), expected, samples.length));
    }
    boolean indexed = layout == PixelLayout.INDEXED;
    if (indexed != (palette != null) || indexed && palette.length != PALETTE_SIZE) {
      throw new IllegalArgumentException("Indexed images, and only they, have 256 colours.");
    }
  }

  /** An image without palette. */
  public static DecodedImage of(int width, int height, PixelLayout layout, byte[] samples) {
    return new DecodedImage(width, height, layout, samples, null);
  }

  /** The same kind of image with other pixels. */
  DecodedImage with(int newWidth, int newHeight, byte[] newSamples) {
    return new DecodedImage(newWidth, newHeight, layout, newSamples, palette);
  }
}
