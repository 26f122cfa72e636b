package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import flamingo.optimization.Description;
import flamingo.optimization.Settings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One optimization as the pane shows it: on or off, and its settings. */
final class OptimizationItem {
  private final Description description;
  private final BooleanProperty on = new SimpleBooleanProperty();
  private final ObjectProperty<Settings> settings = new SimpleObjectProperty<>(Settings.INITIAL);

  OptimizationItem(Description description) {
    this.description = description;
  }

  Description description() {
    return description;
  }

  BooleanProperty onProperty() {
    return on;
  }

  ObjectProperty<Settings> settingsProperty() {
    return settings;
  }

  <T> void set(Choice<T> choice, T value) {
    settings.set(settings.get().with(choice, value));
  }
}
