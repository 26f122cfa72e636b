package flamingo.ui.optimization;

import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One exact saving: check box, what it does and did. */
final class SavingRow extends VBox {
  SavingRow(SavingItem item) {
    super(2);
    getStyleClass().add("saving");
    CheckBox on = new CheckBox(Texts.text(RegistryText.name(item.saving())));
    on.setId("saving-" + item.saving().id());
    on.selectedProperty().bindBidirectional(item.onProperty());
    on.setAccessibleHelp(Texts.text(RegistryText.sentence(item.saving())));
    Label effect = new Label();
    effect.setId("saving-effect-" + item.saving().id());
    effect.getStyleClass().add("effect");
    effect.setTooltip(new Tooltip(Texts.text("optimization.saving.means")));
    effect
        .textProperty()
        .bind(item.effectProperty().map(now -> Texts.text("optimization.measured", now.text())));
    Label sentence = new Label(Texts.text(RegistryText.sentence(item.saving())));
    sentence.getStyleClass().add("muted");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(on, effect, sentence);
  }
}
