package flamingo.ui.results;

import flamingo.report.ResultRow;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.ParetoChart;
import flamingo.ui.common.ParetoPoint;
import flamingo.ui.common.Png;
import flamingo.ui.common.Texts;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.textfield.CustomTextField;

/** A sortable table, a row a measured variant; speed against quality; two rows compared. */
public final class ResultsView {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final ResultsViewModel model;
  private final Parent root;
  private ParetoChart chart;

  @FXML private TableView<ResultRow> table;
  @FXML private CustomTextField search;
  @FXML private Label count;
  @FXML private Label notice;
  @FXML private MenuButton columns;
  @FXML private Button copy;
  @FXML private ComboBox<QualityMeasure> quality;
  @FXML private StackPane plot;
  @FXML private Node noPoints;
  @FXML private Label comparison;
  @FXML private Node noComparison;

  public ResultsView(ResultsViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Results.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    setUpTable();
    setUpChart();
    search.textProperty().bindBidirectional(model.queryProperty());
    count
        .textProperty()
        .bind(Bindings.createStringBinding(this::counted, model.rows(), model.shown()));
    notice.textProperty().bind(model.noticeProperty());
    Nodes.showWhile(model.noticeProperty().isNotEmpty(), notice);
    copy.disableProperty().bind(Bindings.isEmpty(model.shown()));
    Nodes.showWhile(comparison.textProperty().isNotEmpty(), comparison);
    Nodes.showWhile(comparison.textProperty().isEmpty(), noComparison);
  }

  private void setUpTable() {
    ResultColumns.addTo(table, model);
    SortedList<ResultRow> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getColumns().forEach(column -> columns.getItems().add(shows(column)));
    table.setEditable(true);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<ResultRow>) change -> compare());
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Shows a column, or hides it. */
  private static CheckMenuItem shows(TableColumn<ResultRow, ?> column) {
    CheckMenuItem item = new CheckMenuItem(column.getText());
    item.selectedProperty().bindBidirectional(column.visibleProperty());
    return item;
  }

  private void setUpChart() {
    quality.getItems().setAll(QualityMeasure.values());
    quality.setConverter(new Named<>(measure -> Texts.text(measure.key())));
    quality.valueProperty().bindBidirectional(model.qualityProperty());
    model.qualityProperty().addListener(changed -> drawChart());
    model.shown().addListener((ListChangeListener<ResultRow>) change -> drawPoints());
    model.picture(() -> Png.of(plot.snapshot(null, null)));
    drawChart();
  }

  /** Axes are named when a chart is made. */
  private void drawChart() {
    plot.getChildren().remove(chart);
    chart =
        ParetoChart.ofPercents(
            "results-pareto",
            Texts.text(model.qualityProperty().get().key()),
            Texts.text("results.chart.accessible"));
    plot.getChildren().add(0, chart);
    drawPoints();
  }

  private void drawPoints() {
    List<ParetoPoint> points = model.points();
    chart.show(points, ParetoPoint.front(points));
    chart.setVisible(!points.isEmpty());
    noPoints.setVisible(points.isEmpty());
  }

  private String counted() {
    int all = model.rows().size();
    int shown = model.shown().size();
    return all == shown
        ? Texts.text("results.count", all, Numbers.count(all))
        : Texts.text("results.count.filtered", Numbers.count(shown), Numbers.count(all));
  }

  private void compare() {
    List<ResultRow> chosen = List.copyOf(table.getSelectionModel().getSelectedItems());
    comparison.setText(
        chosen.size() == 2
            ? String.join("\n", ComparisonView.sentences(chosen.get(0), chosen.get(1)))
            : "");
  }

  private void key(KeyEvent pressed) {
    if (COPY.match(pressed)) {
      copy();
      pressed.consume();
    }
  }

  /** The rows that are selected, or all that are shown. */
  @FXML
  private void copy() {
    List<ResultRow> chosen = table.getSelectionModel().getSelectedItems();
    String text = ResultColumns.text(table, chosen.isEmpty() ? table.getItems() : chosen);
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }
}
