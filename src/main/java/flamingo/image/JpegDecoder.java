package flamingo.image;

import java.awt.image.Raster;
import java.io.IOException;

/**
 * JPEG through the JDK's libjpeg, but with the colours converted here, so that no colour profile
 * takes part: the same pixels as libjpeg and Pillow give.
 */
final class JpegDecoder {
  private JpegDecoder() {}

  static DecodedImage decode(FileBytes file, int step) throws IOException, BrokenImageException {
    JpegHeader header = JpegHeader.read(file);
    header.requireFewScans(file);
    Raster raster =
        ImageReaders.use(
            ImageReaders.ofJdk("jpeg"),
            file,
            reader -> reader.readRaster(0, ImageReaders.every(reader, step)));
    byte[] samples = RasterSamples.bytes(raster);
    return DecodedImage.of(
        raster.getWidth(), raster.getHeight(), convert(header.colour(), samples), samples);
  }

  /** In place. Inks are stored inverted, as Adobe began and everyone follows. */
  private static PixelLayout convert(JpegHeader.Colour colour, byte[] samples) {
    switch (colour) {
      case YCBCR -> Ycbcr.toRgb(samples, 3);
      case YCCK -> {
        Ycbcr.toRgb(samples, 4);
        invert(samples, 3, 4);
      }
      case CMYK -> invert(samples, 0, 1);
      default -> {}
    }
    return switch (colour) {
      case GREY -> PixelLayout.GREY;
      case RGB, YCBCR -> PixelLayout.RGB;
      case CMYK, YCCK -> PixelLayout.CMYK;
    };
  }

  private static void invert(byte[] samples, int from, int step) {
    for (int i = from; i < samples.length; i += step) {
      samples[i] = (byte) ~samples[i];
    }
  }
}
