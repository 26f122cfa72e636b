package flamingo.ui.common;

import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TableColumn;

/** A column of text, whose table is not sorted by it. */
public final class TextColumn<S> extends TableColumn<S, String> {
  /**
   * @param key of its header among the window's texts
   * @param cells what they need, in pixels at the smallest text
   */
  public TextColumn(String key, double cells, Function<S, String> value) {
    super(Texts.text(key));
    ColumnWidth.of(this, cells);
    setSortable(false);
    setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
  }
}
