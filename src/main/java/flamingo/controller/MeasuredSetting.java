package flamingo.controller;

import flamingo.optimization.Exactness;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One setting of an optimization as its rows show it.
 *
 * @param rows of all workloads; with a cache, cold and warm
 * @param dense the dense baseline's rows of the same workloads
 */
record MeasuredSetting(Selection selection, List<ResultRow> rows, List<ResultRow> dense) {
  /**
   * So much slower is as good as equal: a cold cache may cost it, and an optimization elsewhere.
   */
  private static final double AS_FAST = 0.97;

  private static final String COLD = " cold";
  private static final int PERCENT = 100;

  /** Geometric mean of the speed-ups; with a cache, of those on images it has seen. */
  double gain() {
    List<ResultRow> counted = rows.stream().filter(row -> !isCold(row)).toList();
    return Math.exp(
        counted.stream().mapToDouble(row -> Math.log(row.speedup())).average().orElse(0));
  }

  /**
   * Faster on the whole, significantly so somewhere, and nowhere slower by more than is as good as
   * nothing; so is what a cold cache costs.
   */
  boolean pays() {
    List<ResultRow> counted = rows.stream().filter(row -> !isCold(row)).toList();
    return gain() > 1
        && counted.stream().anyMatch(row -> row.speedupCiLow() > 1)
        && rows.stream().allMatch(row -> row.speedupCiHigh() >= AS_FAST);
  }

  /** Whether its optimization changes no answer. */
  boolean isExact() {
    return selection.settings().keySet().stream()
        .map(id -> Optimizations.byId(id).orElseThrow().description())
        .allMatch(description -> description.exactness() == Exactness.EXACT);
  }

  /**
   * The most points of accuracy that are lost in any task, 100 for all of it; negative infinity
   * where nothing was counted.
   */
  double lostPoints() {
    return rows.stream()
        .map(this::lost)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  String whyIn() {
    return String.format(
        Locale.ROOT, "%s is in: %.2f times as fast%s.", selection.text(), gain(), lossInWords());
  }

  /** Why no setting of an optimization is chosen. */
  static String whyOut(List<MeasuredSetting> settings, double budgetPoints) {
    MeasuredSetting fastest =
        settings.stream().max(Comparator.comparingDouble(MeasuredSetting::gain)).orElseThrow();
    if (!fastest.pays()) {
      return String.format(
          Locale.ROOT,
          "%s is left out, it does not pay here: %.2f times as fast at best.",
          fastest.selection.settings().keySet().iterator().next(),
          fastest.gain());
    }
    MeasuredSetting careful =
        settings.stream()
            .min(Comparator.comparingDouble(MeasuredSetting::lostPoints))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s is left out: even %s%s, and %.1f are left of the budget.",
        careful.selection.settings().keySet().iterator().next(),
        careful.selection.text(),
        careful.lossInWords().replace(" and ", " "),
        budgetPoints);
  }

  private String lossInWords() {
    double lost = lostPoints();
    if (Double.isInfinite(lost)) {
      return "";
    }
    return lost <= 0
        ? " and loses no accuracy"
        : String.format(Locale.ROOT, " and loses %.1f points of accuracy", lost);
  }

  private Double lost(ResultRow row) {
    return row.accuracy() == null
        ? null
        : dense.stream()
            .filter(other -> other.workload().equals(row.workload()) && other.accuracy() != null)
            .findFirst()
            .map(other -> PERCENT * (other.accuracy() - row.accuracy()))
            .orElse(null);
  }

  private static boolean isCold(ResultRow row) {
    return row.variant().endsWith(COLD);
  }
}
