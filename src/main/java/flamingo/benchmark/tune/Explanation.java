package flamingo.benchmark.tune;

import flamingo.optimization.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Says why each optimization is in a plan or out of it. */
final class Explanation {
  private final Map<Selection, PlanScore> scores;
  private final List<PlanScore> failed;
  private final double budgetPoints;

  /**
   * @param scores by which plans were chosen
   * @param failed plans as they were measured on other images, where they did not hold
   */
  Explanation(Map<Selection, PlanScore> scores, List<PlanScore> failed, double budgetPoints) {
    this.scores = scores;
    this.failed = failed;
    this.budgetPoints = budgetPoints;
  }

  /**
   * @param chosen null where nothing is in
   * @param settings of each optimization by its id, each alone in a selection
   */
  List<String> of(PlanScore chosen, Map<String, List<Selection>> settings) {
    List<String> sentences = new ArrayList<>();
    settings.forEach(
        (id, alternatives) -> {
          List<PlanScore> alone =
              alternatives.stream().map(scores::get).filter(Objects::nonNull).toList();
          if (alone.isEmpty()) {
            sentences.add(id + " is left out: it does not fit this model.");
          } else if (chosen != null && chosen.selection().settings().containsKey(id)) {
            sentences.add(in(id, chosen, alone));
          } else {
            sentences.add(out(id, alone));
          }
        });
    failed.forEach(score -> sentences.add(whyFailed(score)));
    return sentences;
  }

  private String whyFailed(PlanScore score) {
    return String.format(
        Locale.ROOT,
        "%s is passed over: on other images it is %.2f times as fast (from %.2f) and %s, of a budget of %.1f.",
        score.selection().text(),
        score.speedup().value(),
        score.speedup().low(),
        loss(score),
        budgetPoints);
  }

  private static String in(String id, PlanScore chosen, List<PlanScore> alone) {
    PlanScore own =
        alone.stream()
            .filter(
                score ->
                    score
                        .selection()
                        .settings()
                        .get(id)
                        .equals(chosen.selection().settings().get(id)))
            .findFirst()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s is in: %.2f times as fast alone, %s.",
        own.selection().text(),
        own.speedup().value(),
        loss(own));
  }

  private String out(String id, List<PlanScore> alone) {
    PlanScore fastest =
        alone.stream()
            .max(Comparator.comparingDouble(score -> score.speedup().value()))
            .orElseThrow();
    if (fastest.speedup().low() <= 1) {
      return String.format(
          Locale.ROOT,
          "%s is left out: it does not pay here, %.2f times as fast at best (%.2f to %.2f, %s).",
          id,
          fastest.speedup().value(),
          fastest.speedup().low(),
          fastest.speedup().high(),
          fastest.selection().text());
    }
    PlanScore careful =
        alone.stream()
            .min(Comparator.comparingDouble(score -> score.lostPoints().value()))
            .orElseThrow();
    if (!careful.isWithin(budgetPoints)) {
      return String.format(
          Locale.ROOT,
          "%s is left out: even %s %s, over the budget of %.1f.",
          id,
          careful.selection().text(),
          loss(careful),
          budgetPoints);
    }
    return String.format(
        Locale.ROOT,
        "%s is left out: alone it is %.2f times as fast (%s, %s), but plans with it were slower or over the budget.",
        id,
        fastest.speedup().value(),
        fastest.selection().text(),
        loss(fastest));
  }

  private static String loss(PlanScore score) {
    double lost = score.lostPoints().value();
    return lost <= 0
        ? "loses no accuracy"
        : String.format(Locale.ROOT, "loses %.1f points of accuracy", lost);
  }
}
