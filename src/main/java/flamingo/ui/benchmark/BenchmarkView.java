package flamingo.ui.benchmark;

import flamingo.controller.PairedMeasurement;
import flamingo.controller.StageTimes;
import flamingo.model.CacheStatistics;
import flamingo.ui.common.Fxml;
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
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Draws the measured rounds: chart, tiles, stages. */
public final class BenchmarkView {
  private static final PseudoClass NO_VALUE = PseudoClass.getPseudoClass("none");

  private final BenchmarkViewModel model;
  private final Parent root;
  private LatencyChart latency;
  private List<StageGroup> stages;

  @FXML private Node untrained;
  @FXML private Label speedup;
  @FXML private Label speedupInterval;
  @FXML private Label agreement;
  @FXML private Label relativeError;
  @FXML private Label memory;
  @FXML private Label cache;
  @FXML private Label cacheDetail;
  @FXML private Label baselineMedian;
  @FXML private Label currentMedian;
  @FXML private Label aboveAxis;
  @FXML private LineChart<Number, Number> chart;
  @FXML private Node empty;
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
    latency = new LatencyChart(chart);
    ChartMenu.on(chart);
    empty.visibleProperty().bind(Bindings.isEmpty(model.rounds()));
    chart.visibleProperty().bind(Bindings.isNotEmpty(model.rounds()));
    model.rounds().addListener((ListChangeListener<PairedMeasurement>) change -> drawRounds());
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
    int above = latency.show(model.rounds());
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
      for (Label value : List.of(speedup, agreement, memory, cache)) {
        show(value, Numbers.NONE);
      }
      for (Label detail : List.of(relativeError, cacheDetail)) {
        detail.setText("");
      }
      return;
    }
    show(speedup, Numbers.ratio(last.speedup()));
    show(agreement, Numbers.percent(last.tokenAgreement()));
    relativeError.setText(
        Texts.text("benchmark.relative.error", Numbers.significant(last.relativeL2())));
    show(memory, Numbers.bytes(last.peakMemoryBytes()));
    showCache(last.cache());
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
    if (statistics.equals(CacheStatistics.NONE)) {
      show(cache, Numbers.NONE);
      cacheDetail.setText(Texts.text("benchmark.cache.off"));
      return;
    }
    show(cache, Numbers.percent(statistics.hitRate()));
    cacheDetail.setText(
        Texts.text(
            "benchmark.cache.detail",
            Numbers.count(statistics.hits()),
            Numbers.bytes(statistics.bytes())));
  }
}
