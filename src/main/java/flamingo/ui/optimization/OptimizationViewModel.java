package flamingo.ui.optimization;

import flamingo.model.ModelLimits;
import flamingo.optimization.Misfits;
import flamingo.optimization.Optimization;
import flamingo.optimization.Preset;
import flamingo.optimization.Saving;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Which optimizations are on, with which settings, the selection that makes, and what it does. */
public final class OptimizationViewModel {
  private final List<OptimizationItem> items;
  private final List<SavingItem> savings = Saving.all().stream().map(SavingItem::new).toList();
  private final ReadOnlyObjectWrapper<Selection> selection;
  private final ObjectProperty<ModelLimits> limits = new SimpleObjectProperty<>();
  private final Effects effects = new Effects();
  private final History history = new History();
  private boolean restoring;

  public OptimizationViewModel(List<? extends Optimization> optimizations) {
    items = optimizations.stream().map(OptimizationItem::new).toList();
    selection = new ReadOnlyObjectWrapper<>(selected());
    for (OptimizationItem item : items) {
      item.onProperty().addListener(changed -> changed());
      item.settingsProperty().addListener(changed -> changed());
    }
    savings.forEach(saving -> saving.onProperty().addListener(changed -> changed()));
    limits.addListener(changed -> showMisfits());
    effects.versionProperty().addListener(changed -> showEffects());
  }

  List<OptimizationItem> items() {
    return items;
  }

  /** The exact savings, on by default but for those that do not pay. */
  List<SavingItem> savings() {
    return savings;
  }

  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** What the model can do; null while no model is loaded. */
  public ObjectProperty<ModelLimits> limitsProperty() {
    return limits;
  }

  /** Told what is measured, on the window's thread. */
  public Effects effects() {
    return effects;
  }

  /** The preset that is selected, if one is. */
  Optional<Preset> preset() {
    return Preset.all().stream()
        .filter(preset -> preset.selection().equals(selection.get()))
        .findFirst();
  }

  /** Switches on exactly what {@code wanted} has, with its settings. */
  public void select(Selection wanted) {
    show(wanted);
    changed();
  }

  /** Takes the last change back; nothing where there is none. */
  public void undo() {
    history.undo(selection.get()).ifPresent(this::restore);
  }

  /** Makes the change again that was taken back last; nothing where there is none. */
  public void redo() {
    history.redo(selection.get()).ifPresent(this::restore);
  }

  private void restore(Selection earlier) {
    show(earlier);
    become(selected());
  }

  private void show(Selection wanted) {
    restoring = true;
    for (OptimizationItem item : items) {
      Settings settings = wanted.settings().get(item.description().id());
      item.onProperty().set(settings != null);
      if (settings != null) {
        item.settingsProperty().set(settings);
      }
    }
    for (SavingItem item : savings) {
      boolean switched = wanted.switched().contains(item.saving());
      item.onProperty().set(item.saving().isUsual() != switched);
    }
    restoring = false;
  }

  private void changed() {
    if (restoring) {
      return;
    }
    Selection now = selected();
    if (now.equals(selection.get())) {
      showEffects();
      return;
    }
    history.left(selection.get());
    become(now);
  }

  private void become(Selection now) {
    selection.set(now);
    showMisfits();
    showEffects();
  }

  private void showMisfits() {
    Map<String, String> sentences =
        limits.get() == null ? Map.of() : Misfits.of(selection.get(), limits.get());
    items.forEach(item -> item.misfits(sentences.getOrDefault(item.description().id(), "")));
  }

  private void showEffects() {
    for (OptimizationItem item : items) {
      String id = item.description().id();
      item.does(effects.of(id, item.settingsProperty().get(), selection.get()));
    }
    savings.forEach(item -> item.does(effects.of(item.saving(), selection.get())));
  }

  private Selection selected() {
    Map<String, Settings> on = new LinkedHashMap<>();
    for (OptimizationItem item : items) {
      if (item.onProperty().get()) {
        on.put(item.description().id(), item.settingsProperty().get());
      }
    }
    return new Selection(
        on,
        savings.stream()
            .filter(SavingItem::isSwitched)
            .map(SavingItem::saving)
            .collect(Collectors.toSet()));
  }
}
