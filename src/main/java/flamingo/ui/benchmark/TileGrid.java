package flamingo.ui.benchmark;

import java.util.Arrays;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Tiles side by side, or two by two where that is too narrow for their text. */
public final class TileGrid extends GridPane {
  private static final double[] SIDE_BY_SIDE = {27, 23, 27, 23};
  private static final double[] TWO_BY_TWO = {50, 50};

  private double[] percents = SIDE_BY_SIDE;

  public TileGrid() {
    getChildren().addListener((ListChangeListener<Node>) change -> arrange());
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double needed =
        getManagedChildren().stream().mapToDouble(tile -> tile.minWidth(-1) + getHgap()).sum();
    double[] fitting = needed > getWidth() ? TWO_BY_TWO : SIDE_BY_SIDE;
    if (fitting != percents) {
      percents = fitting;
      Platform.runLater(this::arrange); // all around it is laid out anew, too
    }
  }

  private void arrange() {
    getColumnConstraints().setAll(Arrays.stream(percents).mapToObj(TileGrid::column).toList());
    int place = 0;
    for (Node tile : getChildren()) {
      setConstraints(tile, place % percents.length, place / percents.length);
      place++;
    }
  }

  private static ColumnConstraints column(double percent) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(percent);
    return column;
  }
}
