package flamingo.benchmark.request;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import flamingo.optimization.Choice;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variants that the registry of optimizations gives. */
public final class Variants {
  private Variants() {}

  /**
   * Every setting of an optimization's first parameter, the others as they are initially. Settings
   * that change nothing of the dense plan are left out.
   */
  public static List<Variant> of(Optimization optimization) {
    return settings(optimization).stream()
        .map(settings -> only(optimization, settings))
        .filter(selection -> !selection.plan().equals(ExecutionPlan.DENSE))
        .flatMap(selection -> of(optimization.description().id(), selection).stream())
        .toList();
  }

  /** A plan as it is; with a cache, on images it has not seen and on images it has. */
  public static List<Variant> of(String experiment, Selection selection) {
    if (selection.plan().cacheLevel() == CacheLevel.OFF) {
      return List.of(new Variant(experiment, selection, CacheState.NONE));
    }
    return List.of(
        new Variant(experiment, selection, CacheState.COLD),
        new Variant(experiment, selection, CacheState.WARM));
  }

  /** Every optimization at once, each as it is initially. */
  public static Selection all() {
    Map<String, Settings> settings = new LinkedHashMap<>();
    for (Optimization optimization : Optimizations.all()) {
      settings.put(optimization.description().id(), Settings.INITIAL);
    }
    return new Selection(settings);
  }

  private static Selection only(Optimization optimization, Settings settings) {
    return new Selection(Map.of(optimization.description().id(), settings));
  }

  private static Set<Settings> settings(Optimization optimization) {
    List<Choice<?>> parameters = optimization.description().parameters();
    return parameters.isEmpty() ? Set.of(Settings.INITIAL) : values(parameters.get(0));
  }

  private static <T> Set<Settings> values(Choice<T> choice) {
    Set<Settings> settings = new LinkedHashSet<>();
    choice.values().forEach(value -> settings.add(Settings.INITIAL.with(choice, value)));
    return settings;
  }
}
