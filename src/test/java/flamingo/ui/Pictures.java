package flamingo.ui;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Folders of small images. */
public final class Pictures {
  private Pictures() {}

  /** Two labels, so many images each. */
  public static Path folder(Path parent, String name, int imagesPerLabel) throws IOException {
    Path folder = parent.resolve(name);
    for (String label : new String[] {"circle", "square"}) {
      Path labelled = Files.createDirectories(folder.resolve(label));
      for (int i = 1; i <= imagesPerLabel; i++) {
        write(labelled.resolve(label + "-" + i + ".png"), new Color(40 * (i % 6), 90, 160));
      }
    }
    return folder;
  }

  private static void write(Path file, Color color) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(8, 8, 48, 32);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
