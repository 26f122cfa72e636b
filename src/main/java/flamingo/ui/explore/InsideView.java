package flamingo.ui.explore;

import flamingo.controller.Exploration;
import flamingo.controller.Exploration.HeatMap;
import flamingo.controller.Exploration.Proposal;
import flamingo.controller.Exploration.SeenImage;
import flamingo.controller.Exploration.Word;
import flamingo.model.Gates;
import flamingo.ui.common.ChartMenu;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What went on in the model: word by word, and of the prompt as a whole. */
final class InsideView {
  private static final PseudoClass NEGATIVE = PseudoClass.getPseudoClass("negative");

  private final PictureSource pictures;
  private final HeatMapView heatMap = new HeatMapView();
  private final Parent root;
  private Exploration shown;

  @FXML private FlowPane words;
  @FXML private StackPane heatMapArea;
  @FXML private Label attention;
  @FXML private Label nextTitle;
  @FXML private VBox next;
  @FXML private VBox gates;
  @FXML private FlowPane proposals;
  @FXML private Label noProposals;
  @FXML private ScatterChart<Number, Number> tokens;
  @FXML private Label layers;

  InsideView(PictureSource pictures) {
    this.pictures = pictures;
    this.root = Fxml.load(this, "Inside.fxml");
  }

  Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    heatMapArea.getChildren().setAll(heatMap);
    ChartMenu.on(tokens);
    Nodes.showWhile(Bindings.isEmpty(proposals.getChildren()), noProposals);
  }

  void show(Exploration found) {
    shown = found;
    showWords();
    gates.getChildren().setAll(found.gates().stream().map(InsideView::bars).toList());
    proposals.getChildren().setAll(found.proposals().stream().map(InsideView::label).toList());
    tokens
        .getData()
        .setAll(
            IntStream.range(0, found.images().size())
                .mapToObj(image -> series(image, found.images().get(image)))
                .toList());
    layers.setText(
        IntStream.range(0, found.images().size())
            .mapToObj(
                i -> Texts.text("explore.layers.image", i + 1, found.images().get(i).layers()))
            .collect(Collectors.joining("   ")));
  }

  private void showWords() {
    ToggleGroup group = new ToggleGroup();
    words.getChildren().clear();
    for (int i = 0; i < shown.words().size(); i++) {
      Word word = shown.words().get(i);
      ToggleButton button = new ToggleButton(word.text());
      button.setId("word-" + (i + 1));
      button.getStyleClass().add("chip");
      button.setToggleGroup(group);
      button.setOnMouseEntered(hovered -> button.setSelected(true));
      button
          .focusedProperty()
          .addListener(
              (observed, before, now) -> {
                if (now) {
                  button.setSelected(true);
                }
              });
      button
          .selectedProperty()
          .addListener(
              (observed, before, now) -> {
                if (now) {
                  show(word);
                }
              });
      words.getChildren().add(button);
    }
    if (!words.getChildren().isEmpty()) {
      ((ToggleButton) words.getChildren().get(0)).setSelected(true);
    }
  }

  private void show(Word word) {
    nextTitle.setText(Texts.text("explore.next", word.text()));
    next.getChildren()
        .setAll(
            word.next().stream()
                .map(
                    candidate ->
                        new ValueBar(
                            candidate.text(),
                            candidate.probability(),
                            Numbers.percent(candidate.probability())))
                .toList());
    HeatMap map = word.attention();
    heatMap.setVisible(map != null);
    if (map == null) {
      attention.setText(Texts.text("explore.attention.none"));
      return;
    }
    attention.setText(heatMap.show(map, word.text()));
    pictures.request(
        shown.images().get(map.image()).sample(), decoded -> heatMap.picture(map, decoded));
  }

  private static VBox bars(Gates gate) {
    VBox bars =
        new VBox(
            2,
            bar(Texts.text("explore.gate.attention", gate.layer()), gate.attention()),
            bar(Texts.text("explore.gate.feedforward", gate.layer()), gate.feedForward()));
    bars.getStyleClass().add("gate");
    return bars;
  }

  private static ValueBar bar(String name, double gate) {
    ValueBar bar = new ValueBar(name, Math.abs(gate), Numbers.significant(gate));
    bar.pseudoClassStateChanged(NEGATIVE, gate < 0);
    return bar;
  }

  private static Label label(Proposal proposal) {
    Label label =
        new Label(
            Texts.text(
                proposal.accepted() ? "explore.proposal.accepted" : "explore.proposal.rejected",
                proposal.text()));
    label.getStyleClass().addAll("badge", proposal.accepted() ? "exact" : "lossy");
    label.setAccessibleText(
        Texts.text(
            proposal.accepted()
                ? "explore.proposal.accepted.accessible"
                : "explore.proposal.rejected.accessible",
            proposal.text()));
    return label;
  }

  private static XYChart.Series<Number, Number> series(int image, SeenImage seen) {
    XYChart.Series<Number, Number> series = new XYChart.Series<>();
    series.setName(Texts.text("explore.tokens.image", image + 1));
    for (double[] point : seen.tokens()) {
      series.getData().add(new XYChart.Data<>(point[0], point[1]));
    }
    return series;
  }
}
