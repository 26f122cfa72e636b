package flamingo.ui.optimization;

import flamingo.optimization.Optimization;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which optimizations are on, with which settings, and the selection that makes. */
public final class OptimizationViewModel {
  private static final int UNDO_STEPS = 50;

  private final List<OptimizationItem> items;
  private final ReadOnlyObjectWrapper<Selection> selection;
  private final Deque<Selection> before = new ArrayDeque<>();
  private boolean restoring;

  public OptimizationViewModel(List<? extends Optimization> optimizations) {
    items = optimizations.stream().map(o -> new OptimizationItem(o.description())).toList();
    selection = new ReadOnlyObjectWrapper<>(selected());
    for (OptimizationItem item : items) {
      item.onProperty().addListener(changed -> changed());
      item.settingsProperty().addListener(changed -> changed());
    }
  }

  List<OptimizationItem> items() {
    return items;
  }

  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** Switches on exactly what {@code wanted} has, with its settings. */
  public void select(Selection wanted) {
    restoring = true;
    for (OptimizationItem item : items) {
      Settings settings = wanted.settings().get(item.description().id());
      item.onProperty().set(settings != null);
      if (settings != null) {
        item.settingsProperty().set(settings);
      }
    }
    restoring = false;
    changed();
  }

  /** Takes the last change back; nothing where there is none. */
  public void undo() {
    if (before.isEmpty()) {
      return;
    }
    Selection earlier = before.pop();
    select(earlier);
    before.pop();
  }

  private void changed() {
    Selection now = selected();
    if (restoring || now.equals(selection.get())) {
      return;
    }
    before.push(selection.get());
    if (before.size() > UNDO_STEPS) {
      before.removeLast();
    }
    selection.set(now);
  }

  private Selection selected() {
    Map<String, Settings> on = new LinkedHashMap<>();
    for (OptimizationItem item : items) {
      if (item.onProperty().get()) {
        on.put(item.description().id(), item.settingsProperty().get());
      }
    }
    return new Selection(on);
  }
}
