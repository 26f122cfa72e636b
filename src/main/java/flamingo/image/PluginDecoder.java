package flamingo.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/** GIF, BMP, WebP and TIFF through ImageIO, as stored: without colour profiles. */
final class PluginDecoder {
  private PluginDecoder() {}

  static DecodedImage decode(FileBytes file, ImageHeader header, int step)
      throws IOException, BrokenImageException {
    return switch (header.format()) {
      case GIF -> gif(file, step);
      case BMP -> Palettes.simplify(read(ImageReaders.ofJdk("bmp"), file, header, step));
      case WEBP -> read(new WebPImageReaderSpi().createReaderInstance(null), file, header, step);
      case TIFF -> read(new TIFFImageReaderSpi().createReaderInstance(null), file, header, step);
      default -> throw new IllegalArgumentException(header.format().title());
    };
  }

  private static DecodedImage read(ImageReader reader, FileBytes file, ImageHeader header, int step)
      throws IOException, BrokenImageException {
    return ImageReaders.use(
        reader,
        file,
        open -> {
          if (open.getWidth(0) != header.width() || open.getHeight(0) != header.height()) {
            throw new UnusualImageException("the image has two different sizes");
          }
          return RasterSamples.image(open.read(0, ImageReaders.every(open, step)));
        });
  }

  /** The first frame on its screen; what it leaves free shows the transparent colour. */
  private static DecodedImage gif(FileBytes file, int step)
      throws IOException, BrokenImageException {
    GifHeader header = GifHeader.read(file);
    ImageHeader canvas = header.canvas();
    ImageHeader size =
        new ImageHeader(ImageFormat.GIF, header.width(), header.height(), canvas.exif());
    boolean whole = canvas.width() == header.width() && canvas.height() == header.height();
    DecodedImage frame = read(ImageReaders.ofJdk("gif"), file, size, whole ? step : 1);
    if (whole) {
      return Palettes.simplify(frame);
    }
    int width = (int) canvas.width();
    byte[] screen = new byte[Math.multiplyExact(width, (int) canvas.height())];
    Arrays.fill(screen, (byte) header.transparent());
    for (int y = 0; y < frame.height(); y++) {
      int to = (header.top() + y) * width + header.left();
      System.arraycopy(frame.samples(), y * frame.width(), screen, to, frame.width());
    }
    return Palettes.simplify(frame.with(width, (int) canvas.height(), screen));
  }
}
