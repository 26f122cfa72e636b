package flamingo.ui.optimization;

import flamingo.optimization.Preset;
import flamingo.optimization.Selection;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.PlanText;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A card an optimization, generated from the registry. */
public final class OptimizationView {
  private final OptimizationViewModel model;
  private final Consumer<String> browser;
  private final Runnable tuner;
  private final Parent root;

  @FXML private VBox cards;
  @FXML private Label plan;
  @FXML private Button reset;
  @FXML private ComboBox<Preset> presets;
  @FXML private Label reason;

  /**
   * @param browser opens a page
   * @param tuner opens the search for a plan
   */
  public OptimizationView(OptimizationViewModel model, Consumer<String> browser, Runnable tuner) {
    this.model = model;
    this.browser = browser;
    this.tuner = tuner;
    this.root = Fxml.load(this, "Optimization.fxml");
  }

  public Parent root() {
    return root;
  }

  /** Opens the page of the optimization that a control belongs to; false where it has none. */
  public boolean explain(Node control) {
    for (Node node = control; node != null; node = node.getParent()) {
      if (node instanceof OptimizationCard card) {
        card.explain();
        return true;
      }
    }
    return false;
  }

  @FXML
  private void initialize() {
    presets.getItems().setAll(Preset.all());
    presets.setConverter(new Named<>(preset -> Texts.text(RegistryText.name(preset))));
    presets.setButtonCell(new PresetCell());
    presets.setOnAction(chosen -> choose(presets.getValue()));
    cards
        .getChildren()
        .setAll(model.items().stream().map(item -> new OptimizationCard(item, browser)).toList());
    VBox rows = new VBox();
    rows.getStyleClass().add("savings");
    rows.getChildren().setAll(model.savings().stream().map(SavingRow::new).toList());
    TitledPane savings = new TitledPane(Texts.text("optimization.savings"), rows);
    savings.setId("exact-savings");
    savings.setExpanded(false);
    savings.setAnimated(false);
    savings.setTooltip(new Tooltip(Texts.text("optimization.savings.means")));
    cards.getChildren().add(savings);
    model.selectionProperty().addListener((observed, before, now) -> show(now));
    show(model.selectionProperty().get());
  }

  @FXML
  private void tune() {
    tuner.run();
  }

  @FXML
  private void reset() {
    model.select(Selection.NONE);
  }

  private void choose(Preset preset) {
    if (preset != null) {
      model.select(preset.selection());
    }
  }

  private void show(Selection selection) {
    presets.setValue(model.preset().orElse(null));
    reason.setText(
        model
            .preset()
            .map(preset -> Texts.text(RegistryText.reason(preset)))
            .orElse(Texts.text("optimization.preset.own")));
    plan.setText(PlanText.of(selection));
    reset.setDisable(selection.equals(Selection.NONE));
  }
}
