package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.common.ChartPoints.Point;
import java.util.List;
import javafx.scene.chart.XYChart;
import org.junit.jupiter.api.Test;

class ChartPointsTest {
  private final XYChart.Series<Number, Number> series = new XYChart.Series<>();

  @Test
  void pointsAreMovedAddedAndTakenAway() {
    ChartPoints.show(series, List.of(new Point(1, 10), new Point(2, 20)));
    XYChart.Data<Number, Number> first = series.getData().get(0);
    ChartPoints.show(series, List.of(new Point(1, 11), new Point(2, 20), new Point(3, 30)));
    assertThat(series.getData())
        .extracting(XYChart.Data::getYValue)
        .containsExactly(11.0, 20.0, 30.0);
    assertThat(series.getData().get(0)).isSameAs(first);

    ChartPoints.show(series, List.of(new Point(5, 50)));
    assertThat(series.getData()).extracting(XYChart.Data::getXValue).containsExactly(5.0);
    assertThat(series.getData().get(0)).isSameAs(first);
  }
}
