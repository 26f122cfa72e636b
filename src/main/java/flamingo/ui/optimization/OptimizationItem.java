package flamingo.ui.optimization;

import flamingo.optimization.Choice;
import flamingo.optimization.Description;
import flamingo.optimization.Optimization;
import flamingo.optimization.Settings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One optimization as the pane shows it: on or off, its settings, and what it does. */
final class OptimizationItem {
  private final Optimization optimization;
  private final Description description;
  private final BooleanProperty on = new SimpleBooleanProperty();
  private final ObjectProperty<Settings> settings = new SimpleObjectProperty<>(Settings.INITIAL);
  private final ReadOnlyObjectWrapper<Effect> effect = new ReadOnlyObjectWrapper<>(Effect.UNKNOWN);
  private final ReadOnlyStringWrapper misfit = new ReadOnlyStringWrapper("");

  OptimizationItem(Optimization optimization) {
    this.optimization = optimization;
    this.description = optimization.description();
  }

  Description description() {
    return description;
  }

  /** Name of the class that puts it into a plan. */
  String code() {
    return optimization.getClass().getName();
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

  /** With its settings, beside the others that are on. */
  ReadOnlyObjectProperty<Effect> effectProperty() {
    return effect.getReadOnlyProperty();
  }

  void does(Effect measured) {
    effect.set(measured);
  }

  /** Why the model cannot do it; empty where it can. */
  ReadOnlyStringProperty misfitProperty() {
    return misfit.getReadOnlyProperty();
  }

  void misfits(String sentence) {
    misfit.set(sentence);
  }
}
