package flamingo.ui.optimization;

import flamingo.optimization.Preset;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import javafx.scene.control.ListCell;

/** The preset that is selected, or what the list is for. */
final class PresetCell extends ListCell<Preset> {
  @Override
  protected void updateItem(Preset preset, boolean empty) {
    super.updateItem(preset, empty);
    setText(
        empty || preset == null
            ? Texts.text("optimization.preset.prompt")
            : Texts.text(RegistryText.name(preset)));
  }
}
