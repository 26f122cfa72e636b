package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Images that the program draws: searched, looked at, dragged into the prompt, measured. */
class DatasetJourneyTest {
  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void shapesAreOpenedSearchedAndMeasured() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    openShapes(60);
    assertThat(shown.text("#dataset-name")).isEqualTo("Shapes");
    until(() -> shown.thumbnails() >= 6);

    robot.clickOn("#dataset-search").write("circle");
    until(() -> shown.text("#dataset-count").endsWith(" of 60 images"));
    int circles = Integer.parseInt(shown.text("#dataset-count").split(" ")[0]);
    assertThat(circles).isBetween(1, 59);

    robot.clickOn("#start");
    until(() -> shown.rounds() > 0);
  }

  @Test
  void anImageIsSeenLargeWithWhatTheModelTakesOfIt() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.doubleClickOn(thumbnails().get(1));
    until(() -> picture("#preview-seen") != null);
    assertThat(picture("#preview-seen").getWidth()).isEqualTo(64);
    Rectangle crop = robot.lookup("#preview-crop").query();
    assertThat(crop.getWidth()).isEqualTo(crop.getHeight()).isPositive();
    String first = shown.text("#preview-description");

    Image before = picture("#preview-whole");
    robot.push(KeyCode.RIGHT);
    until(() -> picture("#preview-whole") != before);
    assertThat(shown.text("#preview-description")).isNotEqualTo(first);
    robot.push(KeyCode.LEFT);
    until(() -> shown.text("#preview-description").equals(first));
    robot.push(KeyCode.ESCAPE);
    until(() -> !shown.isThere("#preview"));
    assertThat(shown.text("#dataset-count")).isEqualTo("12 images");
  }

  @Test
  void imagesAreDraggedIntoThePrompt() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.clickOn(thumbnails().get(0)).clickOn(thumbnails().get(2));
    robot.drag(thumbnails().get(0)).dropTo("#no-cards");
    until(() -> robot.lookup(".prompt-card").queryAll().size() == 2);
    robot.drag(thumbnails().get(1)).dropTo("#no-answer");
    until(() -> robot.lookup(".prompt-card").queryAll().size() == 3);
  }

  private void openShapes(int count) {
    robot.clickOn("#open-shapes");
    until(() -> shown.isThere("#named-count"));
    Spinner<Integer> number = robot.lookup("#named-count").query();
    TextField editor = number.getEditor();
    robot.interact(() -> editor.setText(String.valueOf(count)));
    robot.clickOn(editor).push(KeyCode.ENTER);
    until(() -> shown.text("#dataset-count").equals(count + " images"));
  }

  private Image picture(String id) {
    return shown.isThere(id) ? robot.lookup(id).<ImageView>query().getImage() : null;
  }

  private List<Node> thumbnails() {
    return List.copyOf(robot.lookup(".thumbnail-frame").queryAll());
  }
}
