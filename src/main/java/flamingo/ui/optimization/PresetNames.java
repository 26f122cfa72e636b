package flamingo.ui.optimization;

import flamingo.optimization.Preset;
import javafx.util.StringConverter;

/** A preset by its name. */
final class PresetNames extends StringConverter<Preset> {
  @Override
  public String toString(Preset preset) {
    return preset == null ? "" : preset.name();
  }

  @Override
  public Preset fromString(String text) {
    throw new UnsupportedOperationException("The list is not edited.");
  }
}
