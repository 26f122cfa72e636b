package flamingo.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.Sample;
import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import flamingo.ui.Patience;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Ten thousand images cost no more memory than a thousand. */
@ExtendWith(ApplicationExtension.class)
class ManyImagesTest {
  private static final int SECONDS = 60;
  private static final int SIDE = 8;
  private static final int STEPS = 150;

  private final Set<String> decoded = ConcurrentHashMap.newKeySet();
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
  void scrollingKeepsFewCellsAndFewPictures(FxRobot robot) {
    pane.fill(this::sample);
    Patience.until(SECONDS, () -> pictures(robot) > 0);
    VirtualFlow<?> rows = robot.lookup("#thumbnails .virtual-flow").query();
    for (int step = 1; step <= STEPS; step++) {
      double position = (double) step / STEPS;
      robot.interact(() -> rows.setPosition(position));
      Patience.until(SECONDS, () -> pictures(robot) == shownCells(robot));
      assertThat(robot.lookup(".thumbnail-cell").queryAll()).hasSizeLessThan(150);
    }
    assertThat(decoded).hasSizeGreaterThan(3 * Thumbnails.KEPT).contains("image-9999");
    assertThat(pane.thumbnails.kept()).isLessThanOrEqualTo(Thumbnails.KEPT);
  }

  @Test
  void allAreChosenAndLetGoTogether(FxRobot robot) {
    pane.fill(this::sample);
    DatasetViewModel model = pane.model;
    robot.interact(() -> model.toggle(model.shown().get(3)));
    robot.interact(model::toggleAll);
    assertThat(model.chosen()).hasSize(ManyImagesPane.IMAGES).startsWith(model.shown().get(3));
    robot.interact(model::toggleAll);
    assertThat(model.chosen()).isEmpty();
  }

  private static long shownCells(FxRobot robot) {
    return robot.lookup(".thumbnail-frame").queryAll().size();
  }

  private static long pictures(FxRobot robot) {
    return robot.lookup(".thumbnail-frame .image-view").queryAllAs(ImageView.class).stream()
        .filter(view -> view.getImage() != null)
        .count();
  }

  private Sample sample(int number) {
    String id = "image-" + number;
    return new Sample(
        id,
        null,
        "label " + number % 10,
        () -> {
          decoded.add(id);
          return DecodedImage.of(SIDE, SIDE, PixelLayout.RGB, new byte[3 * SIDE * SIDE]);
        });
  }
}
