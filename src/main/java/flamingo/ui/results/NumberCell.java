package flamingo.ui.results;

import flamingo.report.ResultRow;
import flamingo.ui.common.Numbers;
import java.util.function.Function;
import javafx.scene.control.TableCell;

/** A number, aligned right; a dash where none was measured. */
final class NumberCell<N extends Number> extends TableCell<ResultRow, N> {
  private final Function<N, String> format;

  NumberCell(Function<N, String> format) {
    this.format = format;
    getStyleClass().add("number");
  }

  @Override
  protected void updateItem(N number, boolean empty) {
    super.updateItem(number, empty);
    if (empty) {
      setText(null);
    } else {
      setText(number == null ? Numbers.NONE : format.apply(number));
    }
  }
}
