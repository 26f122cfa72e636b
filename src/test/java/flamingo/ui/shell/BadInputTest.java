package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flamingo.image.TestImages;
import flamingo.ui.Pictures;
import flamingo.ui.results.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Whatever comes from outside: a sentence and a remedy, and the window goes on with the rest. */
@ExtendWith({ApplicationExtension.class, flamingo.ui.FxWatchdog.class})
class BadInputTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir Path folder;

  private WindowFixture fixture;
  private FxRobot robot;

  @Start
  void start(Stage stage) throws IOException {
    fixture = new WindowFixture(Files.createTempDirectory("bad-input"));
    fixture.show(stage);
  }

  @BeforeEach
  void samplesAreThere(FxRobot given) {
    robot = given;
    until(() -> text("#dataset-count").equals("12 images"));
    until(() -> !robot.lookup("#start").query().isDisabled());
  }

  @Test
  void missingFolder() {
    isRefused(folder.resolve("gone"), "gone", "no such folder", "choose another");
  }

  @Test
  void emptyFolder() throws IOException {
    isRefused(Files.createDirectory(folder.resolve("empty")), "empty", "choose a folder");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void unreadableFolder() throws IOException {
    Path closed = Pictures.folder(folder, "closed", 1);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "this user reads every folder");
    try {
      isRefused(closed, "closed", "may not be read", "choose another");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void fileInsteadOfAFolder() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "hello");
    isRefused(notes, "notes.txt", "this is a file", "choose the folder");
    isRefused(notes.resolve("below"), "below", "no such folder", "choose another");
  }

  @Test
  void folderOfNothingButBrokenFilesSaysWhichAndWhy() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.createFile(broken.resolve("zero.png"));
    drop(broken);
    assertThat(sentence()).contains("broken", "the only file");
    assertThat(robot.lookup("#error-details").queryTextInputControl().getText())
        .contains("zero.png: the file is empty");
    close();
    assertThat(text("#dataset-count")).isEqualTo("12 images");
  }

  @Test
  void brokenFilesAreListedWithTheirReasonAndTheRestIsShown() throws IOException {
    Path mixed = Pictures.folder(folder, "mixed", 2);
    Files.createFile(mixed.resolve("zero.png"));
    Files.writeString(mixed.resolve("notes.png"), "not an image");
    Files.write(mixed.resolve("huge.png"), TestImages.png(50_000, 50_000, 8, 2, new byte[64]));
    Files.copy(
        mixed.resolve("circle").resolve("circle-1.png"), mixed.resolve("火烈鸟 фламинго été.png"));
    drop(mixed);

    until(() -> text("#dataset-count").equals("5 images"));
    until(() -> text("#broken-files").startsWith("3 files"));
    robot.clickOn("#broken-files");
    until(() -> reasons().size() == 3);
    assertThat(reasons()).anyMatch(reason -> reason.contains("empty"));
    assertThat(reasons()).anyMatch(reason -> reason.contains("this is not a JPEG"));
    assertThat(reasons()).anyMatch(reason -> reason.contains("50,000"));
    assertThat(captions()).contains("火烈鸟 фламинго été.png");
    assertThat(robot.lookup("#error-dialog").tryQuery()).isEmpty();
  }

  @Test
  void equalErrorsCollapse() {
    for (int i = 0; i < 3; i++) {
      drop(folder.resolve("gone"));
    }
    until(() -> texts("#error-dialog .label").contains("Happened 3 times."));
    assertThat(robot.lookup("#error-dialog").queryAll()).hasSize(1);
    close();
    assertThat(robot.lookup("#error-dialog").tryQuery()).isEmpty();
  }

  @Test
  void exportToAFolderThatIsGone() throws IOException {
    isNotExported(folder.resolve("gone").resolve("results.csv"), "does not exist");
  }

  @Test
  void exportBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    isNotExported(file.resolve("results.csv"), "file is a file, not a folder");
    assertThat(file).hasContent("kept");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void exportToAFolderThatTakesNoFiles() throws IOException {
    isNotExported(Path.of("/proc/results.csv"), "its folder");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void exportToAFullDiskKeepsTheEarlierFile() throws IOException {
    assumeTrue(Files.isWritable(FULL_DISK), "no /dev/full to write to");
    Path target = Files.writeString(folder.resolve("results.csv"), "earlier");
    Files.createSymbolicLink(folder.resolve("results.csv.part"), FULL_DISK);
    isNotExported(target, "the disk is full");
    assertThat(target).hasContent("earlier");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void exportToAFullDevice() throws IOException {
    assumeTrue(Files.isWritable(FULL_DISK), "no /dev/full to write to");
    isNotExported(FULL_DISK, "the disk is full");
    assertThat(Files.isRegularFile(FULL_DISK)).isFalse();
  }

  /** Named with a reason and a remedy; the images stay. */
  private void isRefused(Path path, String... said) {
    fixture.files.chooseFolder(path);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    assertThat(sentence()).contains(said);
    close();
    assertThat(text("#dataset-count")).isEqualTo("12 images");
    assertThat(robot.lookup("#start").query().isDisabled()).isFalse();
  }

  /** Named with a reason and a remedy; the results stay, and can be exported elsewhere. */
  private void isNotExported(Path target, String reason) throws IOException {
    robot.interact(() -> fixture.startAndListen().row(Rows.row("tokens=32", 20)));
    until(() -> !robot.lookup("#export").query().isDisabled());
    fixture.files.chooseCsv(target);
    robot.push(KeyCode.CONTROL, KeyCode.E);
    assertThat(sentence()).contains(target.toString(), reason);
    assertThat(text("#error-remedy")).contains("Choose another folder");
    close();

    Path elsewhere = folder.resolve("elsewhere.csv");
    fixture.files.chooseCsv(elsewhere);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3).push(KeyCode.CONTROL, KeyCode.E);
    until(() -> text("#export-notice").contains("1 row exported"));
    assertThat(Files.readAllLines(elsewhere)).hasSize(2);
  }

  private void drop(Path path) {
    robot.interact(() -> fixture.window().model().dropped(List.of(path)));
  }

  private String sentence() {
    until(() -> robot.lookup("#error-sentence").tryQuery().isPresent());
    return text("#error-sentence");
  }

  private void close() {
    robot.clickOn(robot.lookup("#error-dialog .button").queryButton());
    until(() -> robot.lookup("#error-dialog").tryQuery().isEmpty());
  }

  private List<String> reasons() {
    return texts(".broken-file .muted");
  }

  private List<String> captions() {
    return texts(".thumbnail-caption");
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private List<String> texts(String query) {
    return robot.lookup(query).queryAllAs(Label.class).stream()
        .filter(Node::isVisible)
        .map(Label::getText)
        .toList();
  }
}
