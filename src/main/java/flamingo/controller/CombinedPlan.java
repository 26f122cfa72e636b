package flamingo.controller;

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
 * come first.
 *
 * @param explanation why each part is in or out, a sentence each
 */
record CombinedPlan(Selection selection, List<String> explanation) {

  /**
   * @param rows of single optimizations and of the dense baseline, of one run
   * @param budgetPoints of accuracy that may be lost in all
   */
  static CombinedPlan of(List<ResultRow> rows, double budgetPoints) {
    Map<String, Settings> chosen = new LinkedHashMap<>();
    List<String> explanation = new ArrayList<>();
    double left = budgetPoints;
    for (List<MeasuredSetting> part : byGain(rows)) {
      double budget = left;
      Optional<MeasuredSetting> best =
          part.stream()
              .filter(setting -> setting.pays() && setting.lostPoints() <= budget)
              .max(Comparator.comparingDouble(MeasuredSetting::gain));
      explanation.add(
          best.map(MeasuredSetting::whyIn).orElseGet(() -> MeasuredSetting.whyOut(part, budget)));
      if (best.isPresent()) {
        chosen.putAll(best.get().selection().settings());
        left -= Math.max(0, best.get().lostPoints());
      }
    }
    return new CombinedPlan(new Selection(chosen), explanation);
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

  private static Selection parsed(String plan) {
    try {
      return Selection.parse(plan);
    } catch (PlanException e) {
      throw new IllegalArgumentException(
          "A row has a plan that this program cannot read. " + e.getMessage(), e);
    }
  }
}
