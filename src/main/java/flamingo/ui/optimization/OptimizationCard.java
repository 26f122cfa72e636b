package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import flamingo.optimization.Description;
import flamingo.optimization.Exactness;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One optimization: check box, exact or lossy, what it does, its parameters. */
final class OptimizationCard extends VBox {
  private static final double SPACING = 8;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  OptimizationCard(OptimizationItem item, Consumer<String> browser) {
    super(SPACING);
    getStyleClass().add("optimization-card");
    item.onProperty().addListener((observed, before, on) -> pseudoClassStateChanged(CHOSEN, on));
    Description description = item.description();
    Label sentence = new Label(description.sentence());
    sentence.getStyleClass().add("muted");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(header(item, browser), sentence);
    for (Choice<?> choice : description.parameters()) {
      getChildren().add(new ChoiceControl<>(item, choice));
    }
  }

  private static HBox header(OptimizationItem item, Consumer<String> browser) {
    Description description = item.description();
    CheckBox on = new CheckBox(description.name());
    on.setId("optimization-" + description.id());
    on.getStyleClass().add("optimization-name");
    on.selectedProperty().bindBidirectional(item.onProperty());
    on.setWrapText(true);
    on.setAccessibleHelp(description.sentence());
    HBox.setHgrow(on, Priority.ALWAYS);
    on.setMaxWidth(Double.MAX_VALUE);
    HBox header = new HBox(SPACING, on, badge(description.exactness()), why(description, browser));
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

  private static Button why(Description description, Consumer<String> browser) {
    Button why = new Button(null, new FontIcon(Feather.HELP_CIRCLE));
    why.setId("why-" + description.id());
    why.getStyleClass().addAll("flat", "button-icon", "why");
    why.setAccessibleText(Texts.text("optimization.why", description.name()));
    why.setOnAction(pressed -> Explanation.show(description, why, browser));
    return why;
  }
}
