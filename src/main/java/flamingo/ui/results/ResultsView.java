package flamingo.ui.results;

import flamingo.report.ResultRow;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** A sortable table, a row a measured variant. */
public final class ResultsView {
  private final ResultsViewModel model;
  private final Parent root;

  @FXML private TableView<ResultRow> table;
  @FXML private Label count;
  @FXML private Label notice;

  public ResultsView(ResultsViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Results.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    text("results.time", 76, row -> Times.ofDay(row.timestamp()));
    text("results.variant", 200, ResultRow::variant);
    number("results.median", 96, ResultRow::medianMs, Numbers::significant);
    number("results.p90", 80, ResultRow::p90Ms, Numbers::significant);
    number("results.samples", 56, ResultRow::samples, n -> Numbers.count(n.longValue()));
    number("results.speedup", 80, ResultRow::speedup, Numbers::ratio);
    text("results.interval", 100, ResultsView::interval);
    number("results.error", 94, ResultRow::relativeL2Error, Numbers::significant);
    number("results.agreement", 92, ResultRow::tokenAgreement, Numbers::percent);
    number("results.hits", 86, ResultRow::cacheHitRate, Numbers::percent);
    number("results.memory", 100, ResultRow::peakMemoryBytes, n -> Numbers.bytes(n.longValue()));
    number("results.images", 66, ResultRow::images, n -> Numbers.count(n.longValue()));
    text("results.dataset", 120, ResultRow::dataset);
    table.setItems(model.rows());
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Texts.text(
                        "results.count", model.rows().size(), Numbers.count(model.rows().size())),
                model.rows()));
    notice.textProperty().bind(model.noticeProperty());
    Nodes.showWhile(model.noticeProperty().isNotEmpty(), notice);
  }

  private static String interval(ResultRow row) {
    return row.speedupCiLow() == null
        ? Numbers.NONE
        : Numbers.significant(row.speedupCiLow())
            + " – "
            + Numbers.significant(row.speedupCiHigh());
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
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
    return column;
  }
}
