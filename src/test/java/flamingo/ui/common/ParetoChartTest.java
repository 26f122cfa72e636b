package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.SharedStage;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.chart.NumberAxis;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ParetoChartTest {
  private ParetoChart chart;

  @Start
  void start(Stage stage) {
    chart = ParetoChart.ofChanges("pareto", "quality", "accessible");
    ParetoPoint best = new ParetoPoint("best", 1.5, 0);
    ParetoPoint beaten = new ParetoPoint("beaten", 1.2, -1.6);
    chart.show(List.of(best, beaten), List.of(best));
    SharedStage.show(stage, chart, 300, 300);
  }

  /** Where nothing is lost, a point lies on the upper border. */
  @Test
  void aSymbolOnTheBorderIsWhole(FxRobot robot) {
    Color[] seen = new Color[2];
    robot.interact(
        () -> {
          Node symbol = chart.getData().get(1).getData().get(0).getNode();
          var bounds = symbol.localToScene(symbol.getBoundsInLocal());
          Point2D centre = new Point2D(bounds.getCenterX(), bounds.getCenterY());
          PixelReader pixels = chart.getScene().snapshot(null).getPixelReader();
          int x = (int) centre.getX() + 2;
          seen[0] = pixels.getColor(x, (int) centre.getY() - 2);
          seen[1] = pixels.getColor(x, (int) centre.getY() + 2);
        });
    assertThat(seen[0]).isEqualTo(seen[1]);
  }

  @Test
  void sharesEndAtAHundredPercentAndAreWrittenAsEverywhereElse(FxRobot robot) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      robot.interact(
          () -> {
            ParetoChart shares = ParetoChart.ofPercents("shares", "quality", "accessible");
            ParetoPoint all = new ParetoPoint("all", 1.5, 100);
            shares.show(List.of(all, new ParetoPoint("some", 2.5, 71.5)), List.of(all));
            NumberAxis quality = (NumberAxis) shares.getYAxis();
            assertThat(quality.getUpperBound()).isEqualTo(100);
            assertThat(quality.getLowerBound()).isEqualTo(70);
            assertThat(quality.getTickLabelFormatter().toString(72.5)).isEqualTo("72.5");
          });
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anAxisOfNoSharesIsTheLastTen(FxRobot robot) {
    robot.interact(
        () -> {
          NumberAxis axis = new NumberAxis();
          PercentAxis.fit(axis, new double[0]);
          assertThat(axis.getLowerBound()).isEqualTo(90);
          assertThat(axis.getUpperBound()).isEqualTo(100);
        });
  }
}
