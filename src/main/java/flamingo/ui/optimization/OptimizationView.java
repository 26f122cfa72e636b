package flamingo.ui.optimization;

import flamingo.optimization.Selection;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A card an optimization, generated from the registry. */
public final class OptimizationView {
  private final OptimizationViewModel model;
  private final Consumer<String> browser;
  private final Parent root;

  @FXML private VBox cards;
  @FXML private Label plan;
  @FXML private Button reset;

  /**
   * @param browser opens a page
   */
  public OptimizationView(OptimizationViewModel model, Consumer<String> browser) {
    this.model = model;
    this.browser = browser;
    this.root = Fxml.load(this, "Optimization.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    cards
        .getChildren()
        .setAll(model.items().stream().map(item -> new OptimizationCard(item, browser)).toList());
    model.selectionProperty().addListener((observed, before, now) -> show(now));
    show(model.selectionProperty().get());
  }

  @FXML
  private void reset() {
    model.select(Selection.NONE);
  }

  private void show(Selection selection) {
    boolean dense = selection.equals(Selection.NONE);
    plan.setText(dense ? Texts.text("optimization.plan.none") : selection.text());
    reset.setDisable(dense);
  }
}
