package flamingo.ui.tune;

import flamingo.benchmark.tune.PlanScore;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.optimization.Selection;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.ParetoChart;
import flamingo.ui.common.ParetoPoint;
import flamingo.ui.common.TextColumn;
import flamingo.ui.common.Texts;
import flamingo.ui.common.TypedNumber;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;

/** The budget above, the front as it grows, and what was chosen below. */
public final class TuneView {
  private static final int MOST_REQUESTS = 10_000;

  private final TuneViewModel model;
  private Consumer<Selection> apply = selection -> {};
  private final ParetoChart chart =
      ParetoChart.ofChanges(
          "pareto-chart", Texts.text("tune.axis.points"), Texts.text("tune.chart.accessible"));
  private final Parent root;

  @FXML private Spinner<Double> budget;
  @FXML private Spinner<Integer> requests;
  @FXML private ComboBox<TunedImages> images;
  @FXML private Button start;
  @FXML private Button cancel;
  @FXML private Button use;
  @FXML private ProgressBar progress;
  @FXML private Label step;
  @FXML private StackPane plot;
  @FXML private Node hint;
  @FXML private TableView<PlanScore> table;
  @FXML private Label chosen;
  @FXML private Label explanation;
  @FXML private Node explanationArea;

  public TuneView(TuneViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Tune.fxml");
  }

  /**
   * @param taker of the plan that was found, where it is to be used
   */
  void onApply(Consumer<Selection> taker) {
    apply = taker;
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    setUpWishes();
    start.disableProperty().bind(model.startable().not());
    progress.progressProperty().bind(model.progressProperty());
    Nodes.showWhile(model.runningProperty(), progress);
    Nodes.showWhile(model.runningProperty(), cancel);
    step.textProperty().bind(model.stepProperty());
    plot.getChildren().add(0, chart);
    Nodes.showWhile(Bindings.isNotEmpty(model.scores()), chart);
    Nodes.showWhile(Bindings.isEmpty(model.scores()), hint);
    table
        .getColumns()
        .addAll(
            List.of(
                new TextColumn<>("tune.plan", 180, score -> score.selection().text()),
                new TextColumn<>(
                    "tune.speedup", 110, score -> Numbers.ratio(score.speedup().value())),
                new TextColumn<>("tune.lost", 100, score -> points(score.lostPoints().value()))));
    model.scores().addListener((ListChangeListener<PlanScore>) changed -> showScores());
    model.foundProperty().addListener((observed, before, now) -> show(now));
    Nodes.showWhile(explanation.textProperty().isNotEmpty(), explanationArea);
    showScores();
    show(model.foundProperty().get());
  }

  private void setUpWishes() {
    budget.setValueFactory(
        new DoubleSpinnerValueFactory(0, 100, model.budgetProperty().get(), 0.5));
    TypedNumber.in(budget);
    budget.valueProperty().addListener((observed, before, now) -> model.budgetProperty().set(now));
    requests.setValueFactory(
        new IntegerSpinnerValueFactory(1, MOST_REQUESTS, model.requestsProperty().get(), 100));
    TypedNumber.in(requests);
    requests
        .valueProperty()
        .addListener((observed, before, now) -> model.requestsProperty().set(now));
    images.getItems().setAll(TunedImages.values());
    images.setConverter(new Named<>(TuneView::name));
    images.valueProperty().bindBidirectional(model.imagesProperty());
  }

  @FXML
  private void start() {
    model.start();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void use() {
    model.chosen().ifPresent(apply);
  }

  private void showScores() {
    List<PlanScore> front = model.front();
    chart.show(points(model.scores()), points(front));
    table.getItems().setAll(front);
  }

  private static List<ParetoPoint> points(List<PlanScore> scores) {
    return scores.stream()
        .map(
            score ->
                new ParetoPoint(
                    score.selection().text(), score.speedup().value(), -score.lostPoints().value()))
        .toList();
  }

  private void show(TunedPlan found) {
    use.setDisable(found == null);
    chosen.setText(found == null ? "" : sentence(found));
    explanation.setText(found == null ? "" : String.join("\n", found.explanation()));
  }

  private static String sentence(TunedPlan found) {
    PlanScore score = found.chosen();
    return score == null
        ? Texts.text("tune.none")
        : Texts.text(
            "tune.chosen",
            score.selection().text(),
            Numbers.ratio(score.speedup().value()),
            points(score.lostPoints().value()));
  }

  private static String points(double lost) {
    return String.format(Locale.ROOT, "%.1f", lost);
  }

  private static String name(TunedImages images) {
    return Texts.text(
        images == TunedImages.SHAPES ? "accuracy.dataset.shapes" : "accuracy.dataset.folder");
  }
}
