package flamingo.ui.results;

import flamingo.report.ResultRow;
import flamingo.ui.common.ColumnWidth;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.TextFieldTableCell;

/** What the table shows of a result, left to right. */
final class ResultColumns {
  private final TableView<ResultRow> table;

  private ResultColumns(TableView<ResultRow> table) {
    this.table = table;
  }

  static void addTo(TableView<ResultRow> table, ResultsViewModel model) {
    ResultColumns columns = new ResultColumns(table);
    columns.text("results.time", 118, row -> Times.shown(row.timestamp()));
    columns.text("results.variant", 170, ResultRow::variant);
    columns.text("results.workload", 100, ResultRow::workload);
    columns.number("results.median", 90, ResultRow::medianMs, Numbers::significant);
    columns.number("results.speedup", 76, ResultRow::speedup, Numbers::ratio);
    columns.text("results.interval", 100, ResultColumns::interval);
    columns.number("results.accuracy", 66, ResultRow::accuracy, Numbers::percent);
    columns.number("results.agreement", 86, ResultRow::tokenAgreement, Numbers::percent);
    columns.number("results.error", 90, ResultRow::relativeL2Error, Numbers::significant);
    columns.tag(model);
    columns.number("results.p90", 74, ResultRow::p90Ms, Numbers::significant);
    columns.number("results.samples", 50, ResultRow::samples, n -> Numbers.count(n.longValue()));
    columns.number("results.hits", 84, ResultRow::cacheHitRate, Numbers::percent);
    columns.number(
        "results.memory", 96, ResultRow::peakMemoryBytes, n -> Numbers.bytes(n.longValue()));
    columns.number("results.images", 60, ResultRow::images, n -> Numbers.count(n.longValue()));
    columns.text("results.dataset", 110, ResultRow::dataset);
    columns.text("results.experiment", 110, ResultRow::experiment);
  }

  /** A line a row, as the columns stand, for a spreadsheet. */
  static String text(TableView<ResultRow> table, List<ResultRow> rows) {
    String header =
        table.getVisibleLeafColumns().stream()
            .map(TableColumn::getText)
            .collect(Collectors.joining("\t", "", "\n"));
    return rows.stream()
        .map(
            row ->
                table.getVisibleLeafColumns().stream()
                    .map(column -> Objects.toString(column.getCellData(row), ""))
                    .collect(Collectors.joining("\t")))
        .collect(Collectors.joining("\n", header, "\n"));
  }

  private static String interval(ResultRow row) {
    return row.speedupCiLow() == null
        ? Numbers.NONE
        : Numbers.significant(row.speedupCiLow())
            + " – "
            + Numbers.significant(row.speedupCiHigh());
  }

  private void tag(ResultsViewModel model) {
    TableColumn<ResultRow, String> column = column("results.tag", 100, model::tag);
    column.setCellFactory(TextFieldTableCell.forTableColumn());
    column.setEditable(true);
    column.setOnEditCommit(edit -> model.tag(edit.getRowValue(), edit.getNewValue()));
    column.setComparator(Comparator.naturalOrder());
    table.getColumns().add(column);
  }

  private void text(String key, double width, Function<ResultRow, String> value) {
    TableColumn<ResultRow, String> column = column(key, width, value);
    column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
    table.getColumns().add(column);
  }

  private <N extends Number> void number(
      String key, double width, Function<ResultRow, N> value, Function<N, String> format) {
    TableColumn<ResultRow, N> column = column(key, width, value);
    column.getStyleClass().add("number");
    column.setComparator(
        Comparator.nullsLast(Comparator.comparingDouble(number -> number.doubleValue())));
    column.setCellFactory(unused -> new NumberCell<>(format));
    table.getColumns().add(column);
  }

  private static <T> TableColumn<ResultRow, T> column(
      String key, double width, Function<ResultRow, T> value) {
    TableColumn<ResultRow, T> column = new TableColumn<>(Texts.text(key));
    ColumnWidth.of(column, width);
    column.setEditable(false);
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
    return column;
  }
}
