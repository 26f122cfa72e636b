package flamingo.ui.benchmark;

import javafx.scene.layout.Region;

/** A bar that fills a share of its track. */
final class StageBar extends Region {
  private static final double HEIGHT = 8;

  private final Region fill = new Region();
  private double share;

  /**
   * @param series style class of the fill, the same as in the chart
   */
  StageBar(String series) {
    getStyleClass().add("stage-track");
    fill.getStyleClass().addAll("stage-fill", series);
    getChildren().add(fill);
    setMinHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  /**
   * @param filled 0 to 1
   */
  void fill(double filled) {
    share = Math.max(0, Math.min(1, filled));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    fill.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
  }
}
