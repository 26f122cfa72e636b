package flamingo.controller;

import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.Variant;
import flamingo.optimization.Description;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pays among optimizations that were measured one by one: of each, the fastest setting whose
 * loss of accuracy is still within the budget that the parts before it left. Parts that gain most
 * come first. A part that may change answers must still gain beside those before it, and not lose
 * too much together with them.
 *
 * @param explanation why each part is in or out, a sentence each
 */
record CombinedPlan(Selection selection, List<String> explanation) {

  /** Measures combinations. */
  interface Trial {
    /**
     * How many times as fast {@code with} is as {@code before}.
     *
     * @throws IllegalArgumentException if its parts contradict each other
     */
    Interval gain(Selection before, Selection with) throws TaskException;

    /** Points of accuracy that a plan loses, in the task that loses most. */
    double lostPoints(Selection plan) throws TaskException;
  }

  /**
   * @param rows of single optimizations and of the dense baseline, of one run
   * @param budgetPoints of accuracy that may be lost in all
   */
  static CombinedPlan of(List<ResultRow> rows, double budgetPoints, Trial trial)
      throws TaskException {
    Map<String, Settings> chosen = new LinkedHashMap<>();
    List<String> explanation = new ArrayList<>();
    double left = budgetPoints;
    for (List<MeasuredSetting> part : byGain(rows)) {
      double budget = left;
      Optional<MeasuredSetting> best =
          part.stream()
              .filter(setting -> setting.pays() && setting.lostPoints() <= budget)
              .max(Comparator.comparingDouble(MeasuredSetting::gain));
      if (best.isEmpty()) {
        explanation.add(MeasuredSetting.whyOut(part, budget));
        continue;
      }
      MeasuredSetting setting = best.get();
      Map<String, Settings> with = new LinkedHashMap<>(chosen);
      with.putAll(setting.selection().settings());
      Optional<String> against =
          chosen.isEmpty() || setting.isExact()
              ? Optional.empty()
              : against(setting, new Selection(chosen), new Selection(with), budgetPoints, trial);
      explanation.add(against.orElseGet(setting::whyIn));
      if (against.isEmpty()) {
        chosen = with;
        left -= Math.max(0, setting.lostPoints());
      }
    }
    return new CombinedPlan(new Selection(chosen), explanation);
  }

  /** What speaks against a part beside those before it. */
  private static Optional<String> against(
      MeasuredSetting part, Selection before, Selection with, double budgetPoints, Trial trial)
      throws TaskException {
    Interval gain;
    try {
      gain = trial.gain(before, with);
    } catch (IllegalArgumentException misfit) {
      return Optional.of(
          "%s is left out: it does not go with %s. %s"
              .formatted(part.selection().text(), before.text(), misfit.getMessage()));
    }
    if (gain.low() <= 1) {
      return Optional.of(
          "%s is left out: beside %s it does not pay, %.2f times as fast (%.2f to %.2f)."
              .formatted(
                  part.selection().text(), before.text(), gain.value(), gain.low(), gain.high()));
    }
    double lost = trial.lostPoints(with);
    return lost <= budgetPoints
        ? Optional.empty()
        : Optional.of(
            "%s is left out: together with %s it loses %.1f points of accuracy, and %.1f may be lost."
                .formatted(part.selection().text(), before.text(), lost, budgetPoints));
  }

  /**
   * The settings of each optimization that was measured, the optimization that gains most first.
   */
  private static List<List<MeasuredSetting>> byGain(List<ResultRow> rows) {
    Comparator<List<MeasuredSetting>> gain =
        Comparator.comparingDouble(
            part -> part.stream().mapToDouble(MeasuredSetting::gain).max().orElse(0));
    return Optimizations.all().stream()
        .map(Optimization::description)
        .map(description -> settings(description, rows))
        .filter(part -> !part.isEmpty())
        .sorted(gain.reversed())
        .toList();
  }

  private static List<MeasuredSetting> settings(Description description, List<ResultRow> rows) {
    Map<String, List<ResultRow>> byPlan = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      if (row.experiment().equals(description.id())) {
        byPlan.computeIfAbsent(row.plan(), absent -> new ArrayList<>()).add(row);
      }
    }
    List<ResultRow> dense =
        rows.stream().filter(row -> row.experiment().equals(Variant.CONTROL)).toList();
    return byPlan.entrySet().stream()
        .map(entry -> new MeasuredSetting(parsed(entry.getKey()), entry.getValue(), dense))
        .toList();
  }

  /** A plan as a row has it. */
  static Selection parsed(String plan) {
    try {
      return Selection.parse(plan);
    } catch (PlanException e) {
      throw new IllegalArgumentException(
          "A row has a plan that this program cannot read. " + e.getMessage(), e);
    }
  }
}
