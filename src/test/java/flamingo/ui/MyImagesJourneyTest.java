package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.NodeQueryUtils;

/** My images: a folder is dragged onto the window, asked about, and asked about with examples. */
class MyImagesJourneyTest {
  private static final Path SAMPLES = Path.of("data", "sample-images");
  private static final String QUESTION = "what shape is the object ?";

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @TempDir Path parent;

  @Test
  void aDroppedFolderIsAskedAboutWithoutAndWithExamples() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    DraggedFiles.drop(robot, "#thumbnails", ownFolder());
    until(() -> shown.text("#dataset-count").equals("4 images") && shown.thumbnails() >= 4);
    assertThat(shown.text("#dataset-name")).isEqualTo("mine");
    assertThat(robot.lookup("#label-chips .chip").queryAllAs(ToggleButton.class))
        .extracting(ToggleButton::getText)
        .containsExactly("dot", "star");
    assertThat(shown.text("#broken-files")).isEqualTo("1 file could not be read");
    robot.clickOn("#broken-files");
    until(() -> !robot.lookup(".broken-file .muted").queryAll().isEmpty());
    assertThat(robot.lookup(".broken-file .muted").<Label>query().getText()).contains("empty");
    robot.clickOn("#broken-files");

    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.drag(thumbnail("asked.png")).dropTo("#no-cards");
    until(() -> cards() == 1);
    robot.clickOn("#template").push(KeyCode.DOWN).push(KeyCode.ENTER);
    robot.clickOn("#question").write(QUESTION).push(KeyCode.ENTER);
    until(() -> shown.isThere("#word-1"));
    String alone = shown.text("#answer");
    assertThat(alone).isEqualTo(ExpectedAnswer.to(QUESTION, image("star/asked.png")));

    robot.drag(thumbnail("one.png")).dropTo(".prompt-card");
    until(() -> cards() == 2);
    robot.drag(thumbnail("two.png")).dropTo(".prompt-card");
    until(() -> cards() == 3);
    assertThat(robot.lookup(".card-asked").queryAll()).hasSize(1);
    robot.interact(() -> text("#card-text-1").setText("dot"));
    robot.interact(() -> text("#card-text-2").setText("dot"));
    assertThat(shown.text("#shots-label")).isEqualTo("2 shots");
    robot.clickOn("#ask");
    until(() -> shown.text("#answer-detail").contains("3 images"));
    assertThat(shown.text("#answer"))
        .isEqualTo(
            ExpectedAnswer.to(
                QUESTION,
                image("star/asked.png"),
                new ExpectedAnswer.Shot(image("dot/two.png"), "dot"),
                new ExpectedAnswer.Shot(image("dot/one.png"), "dot")));
  }

  /** Two labels of two images each, and a file that holds nothing. */
  private Path ownFolder() throws Exception {
    Path mine = parent.resolve("mine");
    Files.createDirectories(mine.resolve("star"));
    Files.createDirectories(mine.resolve("dot"));
    copy("star/star-three.png", "star/asked.png");
    copy("star/star-yellow-center.jpg", "star/other.jpg");
    copy("circle/circle-three.png", "dot/one.png");
    copy("circle/circle-red-center.png", "dot/two.png");
    Files.createFile(mine.resolve("dot").resolve("empty.png"));
    return mine;
  }

  private void copy(String sample, String name) throws Exception {
    Files.copy(SAMPLES.resolve(sample), image(name));
  }

  private Path image(String name) {
    return parent.resolve("mine").resolve(name);
  }

  private Node thumbnail(String name) {
    List<Label> captions =
        robot
            .lookup(".thumbnail-caption")
            .match(NodeQueryUtils.isVisible())
            .queryAllAs(Label.class)
            .stream()
            .filter(caption -> caption.getText().equals(name))
            .toList();
    assertThat(captions).as(name).isNotEmpty();
    return captions.get(0).getParent().lookup(".thumbnail-frame");
  }

  private int cards() {
    return robot.lookup(".prompt-card").queryAll().size();
  }

  private TextField text(String id) {
    return robot.lookup(id).query();
  }
}
