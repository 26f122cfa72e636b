package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.SharedStage;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TileGridTest {
  private static final int WIDTH = 600;

  private final TileGrid grid = new TileGrid();
  private final List<Region> tiles =
      List.of(new Region(), new Region(), new Region(), new Region());

  @Start
  void start(Stage stage) {
    grid.setPercents(25, 25, 25, 25);
    grid.setMinWidth(0);
    grid.getChildren().addAll(tiles);
    tiles.forEach(tile -> tile.setMinHeight(20));
    SharedStage.show(stage, grid, WIDTH, 200);
  }

  @Test
  void tilesGoTwoByTwoWhereTheirTextNeedsIt(FxRobot robot) {
    assertThat(tops(robot, 100)).containsOnly(0.0);
    assertThat(tops(robot, 200)).containsExactly(0.0, 0.0, 20.0, 20.0);
    assertThat(tiles).allMatch(tile -> tile.getWidth() == WIDTH / 2.0);
    assertThat(tops(robot, 100)).containsOnly(0.0);
  }

  private List<Double> tops(FxRobot robot, double width) {
    robot.interact(() -> tiles.forEach(tile -> tile.setMinWidth(width)));
    robot.interact(() -> {});
    return tiles.stream().map(Node::getLayoutY).toList();
  }
}
