package flamingo.ui.optimization;

import flamingo.optimization.Saving;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * What was measured last of each plan, and what follows for a single optimization. Right answers
 * that were counted on different images are not compared with each other.
 */
public final class Effects {
  /** Who counted right answers, each on images of its own. */
  public enum Counter {
    BENCHMARK,
    ACCURACY,
    TUNER
  }

  private final Map<Selection, Double> speedups = new HashMap<>();
  private final Deque<Counter> latest = new ArrayDeque<>();
  private final Map<Counter, Map<Selection, Double>> lostPoints = new EnumMap<>(Counter.class);
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  Effects() {
    speedups.put(Selection.NONE, 1.0);
  }

  /**
   * @param speedup against the dense baseline
   */
  public void measured(Selection selection, double speedup) {
    put(speedups, selection, speedup);
  }

  /**
   * @param lost points of accuracy against the dense baseline, 100 for all of it
   */
  public void counted(Counter counter, Selection selection, double lost) {
    latest.remove(counter);
    latest.addFirst(counter);
    put(
        lostPoints.computeIfAbsent(counter, first -> new HashMap<>(Map.of(Selection.NONE, 0.0))),
        selection,
        lost);
  }

  /** Forgets all: other images, other effects. */
  public void clear() {
    speedups.keySet().removeIf(selection -> !selection.equals(Selection.NONE));
    lostPoints.clear();
    latest.clear();
    version.set(version.get() + 1);
  }

  private void put(Map<Selection, Double> values, Selection selection, double value) {
    if (!selection.equals(Selection.NONE) && Double.isFinite(value)) {
      values.put(selection, value);
      version.set(version.get() + 1);
    }
  }

  /** Grows whenever something was measured. */
  ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /**
   * What an optimization adds to the others that are on; where that was not measured, what it does
   * alone.
   */
  Effect of(String id, Settings settings, Selection selected) {
    Map<String, Settings> others = new LinkedHashMap<>(selected.settings());
    others.remove(id);
    Selection without = new Selection(others, selected.switched());
    Selection own = new Selection(Map.of(id, settings));
    return new Effect(
        change(speedups, without, own, (with, base) -> with / base),
        latest.stream()
            .map(counter -> change(lostPoints.get(counter), without, own, (a, b) -> a - b))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  /** What an exact saving does beside all else that is on, where both were measured. */
  Effect of(Saving saving, Selection selected) {
    Set<Saving> others = new LinkedHashSet<>(selected.switched());
    others.remove(saving);
    Selection usual = new Selection(selected.settings(), others);
    others.add(saving);
    Selection other = new Selection(selected.settings(), others);
    Selection with = saving.isUsual() ? usual : other;
    Selection without = saving.isUsual() ? other : usual;
    return new Effect(ratio(speedups.get(with), speedups.get(without)), null);
  }

  private static Double ratio(Double with, Double without) {
    return with == null || without == null ? null : with / without;
  }

  private static Double change(
      Map<Selection, Double> values,
      Selection without,
      Selection own,
      BinaryOperator<Double> compare) {
    Double with = values.get(without.and(own));
    Double base = values.get(without);
    return with != null && base != null ? compare.apply(with, base) : values.get(own);
  }
}
