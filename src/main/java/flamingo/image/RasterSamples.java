package flamingo.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;

/** Stored samples of Java's images, without any conversion between colour spaces. */
final class RasterSamples {
  private RasterSamples() {}

  /** The image in the layout that it is stored in. */
  static DecodedImage image(BufferedImage image) throws IOException {
    Raster raster = image.getRaster();
    PixelLayout layout = layout(image.getColorModel(), raster.getNumBands());
    if (image.getColorModel() instanceof IndexColorModel colours) {
      return new DecodedImage(
          image.getWidth(), image.getHeight(), layout, indexes(raster), Palettes.of(colours));
    }
    byte[] samples = bytes(raster);
    if (layout.hasAlpha() && image.isAlphaPremultiplied()) {
      Alpha.divide(samples, layout.channels());
    }
    return DecodedImage.of(image.getWidth(), image.getHeight(), layout, samples);
  }

  private static PixelLayout layout(ColorModel colours, int bands) throws IOException {
    if (colours instanceof IndexColorModel) {
      return PixelLayout.INDEXED;
    }
    int family = colours.getColorSpace().getType();
    return switch (family * 10 + bands) {
      case ColorSpace.TYPE_GRAY * 10 + 1 -> PixelLayout.GREY;
      case ColorSpace.TYPE_GRAY * 10 + 2 -> PixelLayout.GREY_ALPHA;
      case ColorSpace.TYPE_RGB * 10 + 3 -> PixelLayout.RGB;
      case ColorSpace.TYPE_RGB * 10 + 4 -> PixelLayout.RGB_ALPHA;
      case ColorSpace.TYPE_CMYK * 10 + 4 -> PixelLayout.CMYK;
      default -> throw new UnusualImageException("the image has unusual colours");
    };
  }

  /**
   * 8 bits of every sample: of 16 bits the high byte, fewer than 8 spread over 0..255.
   *
   * @return height x width x bands; the raster's own array where it is laid out so
   */
  static byte[] bytes(Raster raster) throws IOException {
    if (isPlain(raster)) {
      return ((DataBufferByte) raster.getDataBuffer()).getData();
    }
    int type = raster.getDataBuffer().getDataType();
    if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
      throw new UnusualImageException("the image has floating-point samples");
    }
    int bands = raster.getNumBands();
    byte[][] toByte = new byte[bands][];
    int[] shifts = new int[bands];
    for (int b = 0; b < bands; b++) {
      int bits = raster.getSampleModel().getSampleSize(b);
      shifts[b] = Math.max(0, bits - 8);
      toByte[b] = spread(Math.min(bits, 8));
    }
    int stride = raster.getWidth() * bands;
    byte[] result = new byte[Math.multiplyExact(stride, raster.getHeight())];
    int[] row = new int[stride];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int i = 0; i < stride; i++) {
        int b = i % bands;
        result[y * stride + i] = toByte[b][row[i] >>> shifts[b] & toByte[b].length - 1];
      }
    }
    return result;
  }

  /** Table from a sample of so many bits to 0..255, rounded down as Pillow does. */
  static byte[] spread(int bits) {
    byte[] table = new byte[1 << bits];
    for (int v = 0; v < table.length; v++) {
      table[v] = (byte) (v * 255 / (table.length - 1));
    }
    return table;
  }

  private static byte[] indexes(Raster raster) throws IOException {
    if (isPlain(raster)) {
      return ((DataBufferByte) raster.getDataBuffer()).getData();
    }
    if (raster.getSampleModel().getSampleSize(0) > 8) {
      throw new UnusualImageException("the palette has more than 256 colours");
    }
    int width = raster.getWidth();
    byte[] result = new byte[width * raster.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        result[y * width + x] = (byte) row[x];
      }
    }
    return result;
  }

  private static boolean isPlain(Raster raster) {
    if (!(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferByte data)) {
      return false;
    }
    int bands = raster.getNumBands();
    for (int b = 0; b < bands; b++) {
      if (model.getBandOffsets()[b] != b) {
        return false;
      }
    }
    return model.getPixelStride() == bands
        && model.getScanlineStride() == bands * raster.getWidth()
        && data.getOffset() == 0
        && data.getNumBanks() == 1
        && data.getData().length == bands * raster.getWidth() * raster.getHeight();
  }
}
