package flamingo.ui.experiments;

import flamingo.report.page.ResultTable;
import flamingo.ui.common.ColumnWidth;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Shows a table of text; its columns stay where they are the same as before. */
final class TextTable {
  private static final double WIDEST = 320;

  private TextTable() {}

  static void fill(TableView<List<String>> view, ResultTable table) {
    List<String> before = view.getColumns().stream().map(TableColumn::getText).toList();
    if (!before.equals(table.columns())) {
      view.getColumns().clear();
      for (int column = 0; column < table.columns().size(); column++) {
        view.getColumns().add(column(table, column));
      }
    }
    view.getItems().setAll(table.rows());
  }

  private static TableColumn<List<String>, String> column(ResultTable table, int index) {
    TableColumn<List<String>, String> column = new TableColumn<>(table.columns().get(index));
    column.setSortable(false);
    column.setCellValueFactory(row -> new SimpleStringProperty(row.getValue().get(index)));
    double cells =
        table.rows().stream().mapToDouble(row -> ColumnWidth.cell(row.get(index))).max().orElse(0);
    ColumnWidth.of(column, Math.min(WIDEST, cells));
    return column;
  }
}
