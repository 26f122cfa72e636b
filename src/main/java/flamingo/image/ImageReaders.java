package flamingo.image;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * ImageIO's readers, each chosen by name so that another library on the class path changes nothing.
 */
final class ImageReaders {
  private ImageReaders() {}

  /** What is done with a reader whose file is open. */
  @FunctionalInterface
  interface Use<T> {
    T with(ImageReader reader) throws IOException, BrokenImageException;
  }

  /** The reader that the Java runtime itself brings. */
  static ImageReader ofJdk(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
    }
    throw new IOException("this Java runtime has no reader for " + format);
  }

  /** Uses the reader and disposes of it. */
  static <T> T use(ImageReader reader, FileBytes file, Use<T> use)
      throws IOException, BrokenImageException {
    try (ImageInputStream input = new FileImageInput(file)) {
      reader.setInput(input, true, true);
      return use.with(reader);
    } finally {
      reader.dispose();
    }
  }

  /** Keeps every step-th pixel of every step-th row. */
  static ImageReadParam every(ImageReader reader, int step) {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    return param;
  }
}
