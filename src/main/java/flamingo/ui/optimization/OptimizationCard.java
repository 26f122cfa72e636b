package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import flamingo.optimization.Description;
import flamingo.optimization.Exactness;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One optimization: check box, exact or lossy, what it does and did, its parameters. */
final class OptimizationCard extends VBox {
  private static final double SPACING = 8;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final OptimizationItem item;
  private final Consumer<String> browser;
  private final Button why;

  OptimizationCard(OptimizationItem item, Consumer<String> browser) {
    super(SPACING);
    this.item = item;
    this.browser = browser;
    this.why = why(item.description());
    getStyleClass().add("optimization-card");
    item.onProperty().addListener((observed, before, on) -> pseudoClassStateChanged(CHOSEN, on));
    Description description = item.description();
    Label sentence = new Label(Texts.text(RegistryText.sentence(description)));
    sentence.getStyleClass().add("muted");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(header(), effect(), sentence);
    for (Choice<?> choice : description.parameters()) {
      getChildren().add(new ChoiceControl<>(item, choice));
    }
    getChildren().add(misfit());
  }

  /** Opens the page that says what it is. */
  void explain() {
    Explanation.show(item, why, browser);
  }

  private HBox header() {
    Description description = item.description();
    CheckBox on = new CheckBox(Texts.text(RegistryText.name(description)));
    on.setId("optimization-" + description.id());
    on.getStyleClass().add("optimization-name");
    on.selectedProperty().bindBidirectional(item.onProperty());
    on.setWrapText(true);
    on.setAccessibleHelp(Texts.text(RegistryText.sentence(description)));
    HBox.setHgrow(on, Priority.ALWAYS);
    on.setMaxWidth(Double.MAX_VALUE);
    HBox header = new HBox(SPACING, on, badge(description.exactness()), why);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static Label badge(Exactness exactness) {
    boolean exact = exactness == Exactness.EXACT;
    Label badge = new Label(Texts.text(exact ? "optimization.exact" : "optimization.lossy"));
    badge.getStyleClass().addAll("badge", exact ? "exact" : "lossy");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    return badge;
  }

  private Label effect() {
    Label effect = new Label();
    effect.setId("effect-" + item.description().id());
    effect.getStyleClass().add("effect");
    effect.setMinWidth(Region.USE_PREF_SIZE);
    effect.setTooltip(new Tooltip(Texts.text("optimization.effect.means")));
    effect
        .textProperty()
        .bind(item.effectProperty().map(now -> Texts.text("optimization.measured", now.text())));
    return effect;
  }

  private Label misfit() {
    Label misfit = new Label();
    misfit.setId("misfit-" + item.description().id());
    misfit.getStyleClass().add("misfit");
    misfit.setWrapText(true);
    misfit.setMinHeight(Region.USE_PREF_SIZE);
    misfit.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    misfit.textProperty().bind(item.misfitProperty());
    Nodes.showWhile(item.misfitProperty().isNotEmpty(), misfit);
    return misfit;
  }

  private Button why(Description description) {
    Button why = new Button(null, new FontIcon(Feather.HELP_CIRCLE));
    why.setId("why-" + description.id());
    why.getStyleClass().addAll("flat", "button-icon", "why");
    why.setAccessibleText(
        Texts.text("optimization.why", Texts.text(RegistryText.name(description))));
    why.setOnAction(pressed -> explain());
    return why;
  }
}
