package flamingo.ui.common;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Tiles side by side, or half as many a row where that is too narrow for their text. */
public final class TileGrid extends GridPane {
  private static final double WHOLE = 100;

  private double[] sideBySide = {WHOLE};
  private double[] narrow = sideBySide;
  private double[] now = sideBySide;

  public TileGrid() {
    getChildren().addListener((ListChangeListener<Node>) change -> arrange());
  }

  /** What each tile has of the width where all are side by side. */
  public void setPercents(double... percents) {
    int half = percents.length / 2;
    sideBySide = percents.clone();
    narrow = DoubleStream.generate(() -> WHOLE / half).limit(half).toArray();
    now = sideBySide;
    arrange();
  }

  public double[] getPercents() {
    return sideBySide.clone();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double needed =
        getManagedChildren().stream().mapToDouble(tile -> tile.minWidth(-1) + getHgap()).sum();
    double[] fitting = needed > getWidth() ? narrow : sideBySide;
    if (fitting != now) {
      now = fitting;
      Platform.runLater(this::arrange); // all around it is laid out anew, too
    }
  }

  private void arrange() {
    getColumnConstraints().setAll(Arrays.stream(now).mapToObj(TileGrid::column).toList());
    int place = 0;
    for (Node tile : getChildren()) {
      setConstraints(tile, place % now.length, place / now.length);
      place++;
    }
  }

  private static ColumnConstraints column(double percent) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(percent);
    return column;
  }
}
