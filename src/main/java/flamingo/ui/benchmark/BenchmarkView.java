package flamingo.ui.benchmark;

import flamingo.benchmark.request.StageTimes;
import flamingo.controller.AnswersSoFar;
import flamingo.controller.PairedMeasurement;
import flamingo.model.CacheStatistics;
import flamingo.optimization.Selection;
import flamingo.ui.common.ChartMenu;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.chart.LineChart;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Draws the measured rounds: chart, tiles, stages. */
public final class BenchmarkView {
  private static final PseudoClass NO_VALUE = PseudoClass.getPseudoClass("none");

  private final BenchmarkViewModel model;
  private final Parent root;
  private RoundsChart drawing;
  private List<StageGroup> stages;

  @FXML private Node untrained;
  @FXML private Node otherBaseline;
  @FXML private Label otherBaselineText;
  @FXML private Node earlierPlan;
  @FXML private Label earlierPlanText;
  @FXML private Label speedup;
  @FXML private Label speedupInterval;
  @FXML private Label answers;
  @FXML private Label answersDetail;
  @FXML private Label agreement;
  @FXML private Label relativeError;
  @FXML private Label memory;
  @FXML private Label cacheDetail;
  @FXML private Label baselineMedian;
  @FXML private Label currentMedian;
  @FXML private Label aboveAxis;
  @FXML private LineChart<Number, Number> chart;
  @FXML private Node empty;
  @FXML private ComboBox<Quantity> quantity;
  @FXML private ToggleButton allRounds;
  @FXML private HBox stageGroups;

  public BenchmarkView(BenchmarkViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Benchmark.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    Nodes.showWhile(model.untrainedProperty(), untrained);
    Nodes.showWhile(model.baselineProperty().isNotEqualTo(Selection.NONE), otherBaseline);
    otherBaselineText
        .textProperty()
        .bind(model.baselineProperty().map(dense -> Texts.text("baseline.other", dense.text())));
    Nodes.showWhile(model.earlierPlanProperty().isNotEmpty(), earlierPlan);
    earlierPlanText
        .textProperty()
        .bind(model.earlierPlanProperty().map(plan -> Texts.text("benchmark.earlier", plan)));
    drawing = new RoundsChart(chart);
    ChartMenu.on(chart);
    empty.visibleProperty().bind(Bindings.isEmpty(model.rounds()));
    chart.visibleProperty().bind(Bindings.isNotEmpty(model.rounds()));
    model.rounds().addListener((ListChangeListener<PairedMeasurement>) change -> drawRounds());
    quantity.getItems().setAll(Quantity.values());
    quantity.setConverter(new Named<>(shown -> Texts.text(shown.titleKey())));
    quantity.valueProperty().bindBidirectional(model.quantityProperty());
    model.quantityProperty().addListener(changed -> drawRounds());
    allRounds.selectedProperty().bindBidirectional(model.allProperty());
    model.allProperty().addListener(changed -> drawRounds());
    stages =
        List.of(
            new StageGroup(Texts.text("benchmark.encode"), StageTimes::encode),
            new StageGroup(Texts.text("benchmark.prefill"), StageTimes::prefill),
            new StageGroup(Texts.text("benchmark.decode"), StageTimes::decode));
    stages.forEach(stage -> HBox.setHgrow(stage, Priority.ALWAYS));
    stages.forEach(stage -> stage.setPrefWidth(0));
    stageGroups.getChildren().setAll(stages);
    model.summaryProperty().addListener((observed, before, now) -> show(now));
    show(null);
  }

  private void drawRounds() {
    int above = drawing.show(model.quantityProperty().get(), model.drawn());
    aboveAxis.setText(above == 0 ? "" : Texts.text("benchmark.above", above));
  }

  private void show(RunSummary summary) {
    showMedians(summary);
    showStages(summary);
    showTiles(summary == null ? null : summary.last());
    speedupInterval.setText(interval(summary));
  }

  private static void show(Label tile, String value) {
    tile.setText(value);
    tile.pseudoClassStateChanged(NO_VALUE, value.equals(Numbers.NONE));
  }

  private void showMedians(RunSummary summary) {
    baselineMedian.setText(summary == null ? "" : Numbers.millis(summary.baselineMillis()));
    currentMedian.setText(summary == null ? "" : Numbers.millis(summary.currentMillis()));
  }

  private void showStages(RunSummary summary) {
    double longest = stages.stream().mapToDouble(stage -> stage.longest(summary)).max().orElse(0);
    stages.forEach(stage -> stage.show(summary, longest));
  }

  private void showTiles(PairedMeasurement last) {
    if (last == null) {
      for (Label value : List.of(speedup, answers, agreement, memory)) {
        show(value, Numbers.NONE);
      }
      for (Label detail : List.of(answersDetail, relativeError, cacheDetail)) {
        detail.setText("");
      }
      return;
    }
    show(speedup, Numbers.ratio(last.speedup()));
    show(agreement, Numbers.percent(last.tokenAgreement()));
    relativeError.setText(
        Texts.text("benchmark.relative.error", Numbers.significant(last.relativeL2())));
    showAnswers(last.answers());
    show(memory, Numbers.bytes(last.peakMemoryBytes()));
    showCache(last.cache());
  }

  private void showAnswers(AnswersSoFar counted) {
    if (counted == null) {
      show(answers, Numbers.NONE);
      answersDetail.setText(Texts.text("benchmark.answers.none"));
      return;
    }
    show(answers, Numbers.percent(counted.current().share().value()));
    answersDetail.setText(
        Texts.text(
            "benchmark.answers.detail",
            Numbers.percent(counted.dense().share().value()),
            Numbers.count(counted.dense().asked())));
  }

  private static String interval(RunSummary summary) {
    return summary == null
        ? Texts.text("benchmark.speedup.empty")
        : Texts.text(
            "benchmark.speedup.interval",
            Numbers.significant(summary.last().speedupLow()),
            Numbers.significant(summary.last().speedupHigh()),
            Numbers.count(summary.rounds()));
  }

  private void showCache(CacheStatistics statistics) {
    cacheDetail.setText(
        statistics.equals(CacheStatistics.NONE)
            ? Texts.text("benchmark.cache.off")
            : Texts.text(
                "benchmark.cache.detail",
                Numbers.percent(statistics.hitRate()),
                Numbers.bytes(statistics.bytes())));
  }
}
