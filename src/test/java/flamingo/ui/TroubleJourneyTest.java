package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Something is wrong: a sentence, what to do, details on demand, and the rest goes on. */
class TroubleJourneyTest {
  private static final long PIECE = 500_000;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = new FxWatchdog();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @TempDir Path folder;

  @Test
  void noMemory() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    List<Pointer> taken = allNativeMemory();
    robot.clickOn("#start");
    isTold("There was not enough memory", "needs less memory", "OUT_OF_MEMORY");
    until(() -> shown.isEnabled("#start"));
    assertThat(shown.rounds()).isZero();

    taken.forEach(Pointer::close);
    robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
  }

  @Test
  void aFileThatIsNoImage() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
    Path notes = Files.writeString(folder.resolve("notes.txt"), "not an image");
    DraggedFiles.drop(robot, "#thumbnails", notes);
    isTold("notes.txt", "hoose the folder", "DATASET_UNREADABLE");
    assertThat(shown.text("#dataset-count")).isEqualTo("12 images");
    int before = shown.rounds();
    until(() -> shown.rounds() > before);
  }

  /** Up to its bound; garbage that is still counted has to be collected for that, and is. */
  private static List<Pointer> allNativeMemory() {
    List<Pointer> taken = new ArrayList<>();
    long bytes = Pointer.maxBytes() - Pointer.totalBytes() - PIECE;
    try {
      while (true) {
        taken.add(new BytePointer(bytes));
        bytes = PIECE;
      }
    } catch (OutOfMemoryError full) {
      return taken;
    }
  }

  private void isTold(String sentence, String remedy, String code) {
    until(() -> shown.isThere("#error-sentence"));
    String said = shown.text("#error-sentence");
    assertThat(said).contains(sentence);
    assertThat(said + shown.text("#error-remedy")).contains(remedy);
    assertThat(robot.lookup("#error-details").queryTextInputControl().getText()).contains(code);
    robot.push(KeyCode.ESCAPE);
    until(() -> !shown.isThere("#error-dialog"));
  }
}
