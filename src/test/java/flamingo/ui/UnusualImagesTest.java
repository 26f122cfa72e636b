package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The smallest images, large ones, and a folder that goes while it is looked at. */
class UnusualImagesTest {
  private static final int HEADER = 54;
  private static final int SIDE = 6_000;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final Shown shown = program.shown;

  @TempDir Path parent;

  @Test
  void aPixelAndAHundredMegabytesAreShownLargeAndMeasured() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("sizes"));
    BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(pixel, "png", folder.resolve("pixel.png").toFile());
    bitmap(folder.resolve("large.bmp"));
    assertThat(Files.size(folder.resolve("large.bmp"))).isGreaterThan(100_000_000);
    open(folder, "2 images");
    until(() -> shown.thumbnails() >= 2);

    program.robot.doubleClickOn(".thumbnail-frame");
    until(() -> shown.isThere("#preview-seen"));
    ImageView seen = program.robot.lookup("#preview-seen").query();
    until(() -> seen.getImage() != null && seen.getImage().getWidth() == 64);
    program.robot.push(KeyCode.RIGHT);
    until(() -> shown.text("#preview-description").contains("pixel.png"));
    program.robot.push(KeyCode.ESCAPE);
    until(() -> !shown.isThere("#preview"));
    program.robot.clickOn("#start");
    until(() -> shown.rounds() >= 2);
  }

  @Test
  void aFolderThatGoesWhileThumbnailsLoadLeavesTheWindowAtWork() throws Exception {
    Path folder = Pictures.folder(parent, "stick", 400);
    program.files.chooseFolder(folder);
    program.robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-name").equals("stick") || shown.thumbnails() > 0);
    Files.move(folder, parent.resolve("unplugged"));
    until(() -> shown.isEnabled("#start"));
    Node grid = program.robot.lookup("#thumbnails").query();
    program.robot.moveTo(grid).scroll(40);
    program.robot.clickOn("#start");
    until(() -> shown.isThere("#error-sentence"));
    assertThat(shown.text("#error-sentence")).contains("no image that can be measured");
    program.robot.clickOn("#error-dialog .button");

    open(Path.of("data", "sample-images"), "12 images");
    program.robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
  }

  private void open(Path folder, String count) {
    until(() -> shown.isEnabled("#start"));
    program.files.chooseFolder(folder);
    program.robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals(count));
  }

  /** A black one, 24 bits a pixel. */
  private static void bitmap(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = 3 * SIDE * SIDE;
    header.put((byte) 'B').put((byte) 'M').putInt(HEADER + bytes).putInt(0).putInt(HEADER);
    header.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
    header.putInt(0).putInt(bytes);
    try (RandomAccessFile bitmap = new RandomAccessFile(file.toFile(), "rw")) {
      bitmap.write(header.array());
      bitmap.setLength(HEADER + bytes);
    }
  }
}
