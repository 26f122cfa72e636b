package flamingo.image;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How much an image file may ask for. Checked on headers, before anything is allocated: a few bytes
 * can announce billions of pixels.
 *
 * @param pixels width x height at most
 * @param fileBytes length of the file at most
 */
public record DecodeLimits(long pixels, long fileBytes) {
  private static final long MOST_PIXELS = 100_000_000;
  private static final long MOST_FILE_BYTES = 256L << 20;

  /** Keeps positions in an image that is resized within 31 bits, however thin it is. */
  private static final int LONGEST_SIDE = 1_000_000;

  /** Decoding and turning take at most 16 bytes a pixel, met by 16-bit RGBA. */
  private static final long HEAP_BYTES_A_PIXEL = 16;

  /** 100 megapixels and 256 MiB, or what the Java heap can hold where that is less. */
  public static DecodeLimits ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    return new DecodeLimits(Math.min(MOST_PIXELS, heap / HEAP_BYTES_A_PIXEL), MOST_FILE_BYTES);
  }

  void checkSize(Path file, long width, long height) throws BrokenImageException {
    if (width < 1 || height < 1) {
      throw new BrokenImageException(
          file, "the image is " + width + " x " + height + " pixels", "replace it");
    }
    if (width > pixels / height) {
      throw new BrokenImageException(
          file,
          String.format(
              Locale.ROOT,
              "the image is %,d x %,d pixels, more than the limit of %,d pixels",
              width,
              height,
              pixels),
          "scale it down first");
    }
    if (Math.max(width, height) > LONGEST_SIDE) {
      throw new BrokenImageException(
          file,
          String.format(
              Locale.ROOT,
              "the image is %,d x %,d pixels, longer than the limit of %,d",
              width,
              height,
              LONGEST_SIDE),
          "cut it into parts first");
    }
  }

  void checkLength(Path file, long bytes) throws BrokenImageException {
    if (bytes > fileBytes) {
      throw new BrokenImageException(
          file,
          String.format(
              Locale.ROOT, "the file has %,d bytes, more than the limit of %,d", bytes, fileBytes),
          "save the image smaller first");
    }
  }
}
