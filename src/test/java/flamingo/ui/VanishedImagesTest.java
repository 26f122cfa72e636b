package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that go between the scan of a folder and the run over its images. */
class VanishedImagesTest {
  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = new FxWatchdog();
  private final Shown shown = program.shown;

  @TempDir Path parent;

  @Test
  void theOtherImagesAreMeasured() throws IOException {
    Path folder = open();
    Files.delete(folder.resolve("circle").resolve("circle-2.png"));
    program.robot.clickOn("#start");
    isTold("circle-2.png");
    until(() -> shown.rounds() > 0);
    program.robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));

    Files.delete(folder.resolve("square").resolve("square-1.png"));
    program.robot.clickOn("#start");
    isTold("2 images could not be read and are left out; the other 2 are measured");
    until(() -> shown.rounds() > 0);
    assertThat(shown.text("#dataset-count")).isEqualTo("4 images");
  }

  @Test
  void whereAllAreGoneTheRunEndsAndAnotherFolderCanBeMeasured() throws IOException {
    Path folder = open();
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    program.robot.clickOn("#start");
    isTold("no image that can be measured");
    until(() -> shown.isEnabled("#start"));
    assertThat(shown.rounds()).isZero();

    program.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals("12 images"));
    program.robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
  }

  private Path open() throws IOException {
    Path folder = Pictures.folder(parent, "vanishing", 2);
    program.files.chooseFolder(folder);
    program.robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals("4 images"));
    until(() -> shown.isEnabled("#start"));
    return folder;
  }

  private void isTold(String sentence) {
    until(() -> shown.isThere("#error-sentence"));
    assertThat(shown.text("#error-sentence")).contains(sentence);
    program.robot.clickOn("#error-dialog .button");
    until(() -> !shown.isThere("#error-dialog"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
