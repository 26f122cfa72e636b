package flamingo.dataset.shapes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes the sample images; {@code data/README.md} has the command. */
public final class SampleImageGenerator {
  /** Width and height in pixels. */
  static final int SIDE = 256;

  private static final float JPEG_QUALITY = 0.92f;

  private SampleImageGenerator() {}

  /**
   * @param arguments the folder to write to, one subfolder a label
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Say which folder to write the sample images to.");
    }
    write(Path.of(arguments[0]));
  }

  /** Writes or overwrites all sample images. */
  static void write(Path folder) throws IOException {
    for (SampleScene scene : SampleScenes.ALL) {
      Path label = Files.createDirectories(folder.resolve(scene.label()));
      write(image(pixels(scene)), label.resolve(scene.name()));
    }
  }

  /** SIDE x SIDE x 3 unsigned bytes. */
  static byte[] pixels(SampleScene scene) {
    return Painter.draw(Staging.plain(scene.picture()), SIDE, new SplittableRandom(0)).rgb();
  }

  private static BufferedImage image(byte[] pixels) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int red = pixels[3 * i] & 0xFF;
      int green = pixels[3 * i + 1] & 0xFF;
      int blue = pixels[3 * i + 2] & 0xFF;
      image.setRGB(i % SIDE, i / SIDE, red << 16 | green << 8 | blue);
    }
    return image;
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    Files.deleteIfExists(file);
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), settings(writer, format));
    } finally {
      writer.dispose();
    }
  }

  private static ImageWriteParam settings(ImageWriter writer, String format) {
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (format.equals("jpg")) {
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
    } else if (format.equals("tif")) {
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionType("Deflate");
    }
    return settings;
  }
}
