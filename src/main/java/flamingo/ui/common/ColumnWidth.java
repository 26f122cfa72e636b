package flamingo.ui.common;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** How wide a column of a table begins, in pixels: its header is whole in every language. */
public final class ColumnWidth {
  private static final Font HEADER = Font.font("Roboto", FontWeight.BOLD, 13);

  /** Around the text of a header: padding, border, what the table rounds away. */
  private static final double MARGIN = 19;

  private ColumnWidth() {}

  /**
   * @param cells what they need
   */
  public static double of(String header, double cells) {
    Text text = new Text(header);
    text.setFont(HEADER);
    return Math.max(cells, Math.ceil(text.getLayoutBounds().getWidth()) + MARGIN);
  }
}
