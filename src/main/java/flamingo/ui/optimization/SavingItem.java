package flamingo.ui.optimization;

import flamingo.optimization.Saving;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** One exact saving as the pane shows it: on or off, and what it does beside the others. */
final class SavingItem {
  private final Saving saving;
  private final BooleanProperty on;
  private final ReadOnlyObjectWrapper<Effect> effect = new ReadOnlyObjectWrapper<>(Effect.UNKNOWN);

  SavingItem(Saving saving) {
    this.saving = saving;
    this.on = new SimpleBooleanProperty(saving.isUsual());
  }

  Saving saving() {
    return saving;
  }

  BooleanProperty onProperty() {
    return on;
  }

  /** Whether it is used otherwise than by default. */
  boolean isSwitched() {
    return on.get() != saving.isUsual();
  }

  ReadOnlyObjectProperty<Effect> effectProperty() {
    return effect.getReadOnlyProperty();
  }

  void does(Effect measured) {
    effect.set(measured);
  }
}
