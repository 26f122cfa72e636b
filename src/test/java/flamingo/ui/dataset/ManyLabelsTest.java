package flamingo.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.Sample;
import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import flamingo.ui.FxWatchdog;
import flamingo.ui.Patience;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Ten thousand labels stream in and are chosen from, and the window never stands still. */
@ExtendWith(ApplicationExtension.class)
class ManyLabelsTest {
  private static final int SECONDS = 30;

  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final ManyImagesPane pane = new ManyImagesPane();

  @Start
  void start(Stage stage) {
    pane.show(stage);
  }

  @AfterEach
  void stop() {
    pane.close();
  }

  @Test
  void aLabelIsFoundByItsNameAndNarrowsTheImages(FxRobot robot) {
    pane.fill(ManyLabelsTest::sample);
    DatasetViewModel model = pane.model;
    assertThat(robot.lookup("#label-chips .chip").queryAll()).hasSize(LabelFilter.MOST_OFFERED);
    assertThat(robot.lookup("#more-labels").<Labeled>query().getText()).matches("and 9.960 more");

    robot.clickOn("#label-search").write("label 777");
    Patience.until(SECONDS, () -> robot.lookup("#label-chips .chip").queryAll().size() == 11);
    robot.clickOn(
        robot.lookup("#label-chips .chip").queryAllAs(ToggleButton.class).stream()
            .filter(chip -> chip.getText().equals("label 777"))
            .findFirst()
            .orElseThrow());
    Patience.until(SECONDS, () -> model.shown().size() == 1);
    assertThat(model.shown().get(0).id()).isEqualTo("image-777");
    assertThat(model.countProperty().get()).matches("1 of 10.000 images");
  }

  private static Sample sample(int number) {
    return new Sample(
        "image-" + number,
        null,
        "label " + number,
        () -> DecodedImage.of(1, 1, PixelLayout.RGB, new byte[3]));
  }
}
