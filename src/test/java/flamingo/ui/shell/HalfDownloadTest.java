package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.cifar.CifarFiles;
import flamingo.dataset.cifar.CifarFolder;
import flamingo.dataset.cifar.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** CIFAR-10 arrives in parts, from a server on this machine; the images there stay meanwhile. */
@ExtendWith(ApplicationExtension.class)
class HalfDownloadTest {
  private static final int IMAGES = 20;
  private static final int HALF = 100_000;

  @TempDir static Path folder;
  private final byte[] archive = CifarFiles.archive(CifarFiles.random(IMAGES));
  private Path cache;
  private Mirror mirror;

  @Start
  void start(Stage stage) throws IOException {
    cache = Files.createTempDirectory(folder, "cache");
    mirror = new Mirror(archive);
    Path unpacked = cache.resolve("cifar-10-batches-bin");
    System.setProperty(CifarFolder.PROPERTY, unpacked.toString());
    WindowFixture fixture = new WindowFixture(Files.createTempDirectory(folder, "window"));
    fixture.fetch(
        (name, progress, cancelled) -> mirror.download(unpacked).run(progress, cancelled));
    fixture.show(stage);
  }

  @BeforeEach
  void theFirstImagesAreThere(FxRobot robot) {
    until(() -> text(robot, "#dataset-count").equals("12 images"));
  }

  @AfterEach
  void stop() {
    System.clearProperty(CifarFolder.PROPERTY);
    mirror.close();
  }

  @Test
  void whatWasCutGoesOnWhereItStopped(FxRobot robot) {
    mirror.cuttingAfter(HALF);
    openCifar10(robot);
    until(() -> robot.lookup("#error-sentence").tryQuery().isPresent());
    assertThat(text(robot, "#error-sentence"))
        .contains("CIFAR-10 cannot be fetched", "stopped early");
    assertThat(details(robot)).contains("DATASET_UNREADABLE");
    robot.push(KeyCode.ESCAPE);
    assertThat(text(robot, "#dataset-count")).isEqualTo("12 images");
    assertThat(text(robot, "#dataset-name")).isEqualTo("samples");
    assertThat(part()).hasSize(HALF);

    mirror.healed();
    openCifar10(robot);
    until(() -> text(robot, "#dataset-count").equals(IMAGES + " images"));
    assertThat(mirror.ranges()).containsExactly("", "bytes=" + HALF + "-");
    assertThat(robot.lookup("#label-chips .chip").queryAll()).hasSize(10);
    assertThat(part()).doesNotExist();
  }

  @Test
  void whatWasCancelledGoesOnToo(FxRobot robot) {
    mirror.cuttingAfter(HALF).stalling();
    openCifar10(robot);
    until(() -> text(robot, "#dataset-name").contains("KB of"));
    until(() -> robot.lookup("#cancel-task").query().isVisible());
    robot.clickOn("#cancel-task");
    until(() -> text(robot, "#dataset-name").equals("samples"));
    assertThat(robot.lookup("#error-dialog").tryQuery()).isEmpty();
    assertThat(text(robot, "#dataset-count")).isEqualTo("12 images");

    mirror.healed();
    openCifar10(robot);
    until(() -> text(robot, "#dataset-count").equals(IMAGES + " images"));
    assertThat(mirror.ranges()).hasSize(2).last().asString().startsWith("bytes=");
  }

  private static void openCifar10(FxRobot robot) {
    robot.clickOn("#open-cifar10");
    until(() -> robot.lookup("#named-count").tryQuery().isPresent());
    robot.clickOn("#named-count").push(KeyCode.ENTER);
  }

  private Path part() {
    return cache.resolve("cifar-10-binary.tar.gz.part");
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private static String details(FxRobot robot) {
    TextInputControl details = robot.lookup("#error-details").queryTextInputControl();
    return details.getText();
  }
}
