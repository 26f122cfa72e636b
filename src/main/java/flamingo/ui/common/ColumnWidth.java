package flamingo.ui.common;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * How wide a column of a table begins, and begins again where the text's size is changed: its
 * header is whole in every language.
 */
public final class ColumnWidth {
  private static final Font HEADER = Font.font("Roboto", FontWeight.BOLD, 13);
  private static final Font CELL = Font.font("Roboto", 13);

  /** Around the text of a header: padding, border, what the table rounds away. */
  private static final double MARGIN = 19;

  private ColumnWidth() {}

  /**
   * @param cells what they need, in pixels at the smallest text
   */
  public static void of(TableColumn<?, ?> column, double cells) {
    ChangeListener<Number> begin =
        (observed, before, factor) -> {
          double text = Math.max(cells, text(column.getText(), HEADER)) * factor.doubleValue();
          column.setPrefWidth(Math.ceil(text) + MARGIN);
        };
    begin.changed(null, null, TextScale.factor().get());
    TextScale.factor().addListener(new WeakChangeListener<>(begin));
    column.getProperties().put(ColumnWidth.class, begin); // lives as long as the column
  }

  /** What a cell of such a text needs, in pixels at the smallest text. */
  public static double cell(String text) {
    return text(text, CELL);
  }

  private static double text(String text, Font font) {
    Text shown = new Text(text);
    shown.setFont(font);
    return shown.getLayoutBounds().getWidth();
  }
}
