package flamingo.benchmark.tune;

import flamingo.optimization.Selection;
import java.util.Comparator;
import java.util.List;

/**
 * What a search found.
 *
 * @param chosen the fastest plan within the budget, as it was measured on images that the search
 *     had not seen; null where none is faster than dense
 * @param scores of all plans that were searched, each as it was measured last
 * @param explanation why each optimization is in or out, a sentence each
 */
public record TunedPlan(PlanScore chosen, List<PlanScore> scores, List<String> explanation) {
  public TunedPlan {
    scores = List.copyOf(scores);
    explanation = List.copyOf(explanation);
  }

  /** The plan to use. */
  public Selection selection() {
    return chosen == null ? Selection.NONE : chosen.selection();
  }

  /** Plans that neither dense nor any other beats in both speed and accuracy, the fastest first. */
  public List<PlanScore> front() {
    return scores.stream()
        .filter(score -> score.speedup().value() > 1)
        .filter(score -> scores.stream().noneMatch(other -> other.dominates(score)))
        .sorted(Comparator.comparingDouble((PlanScore score) -> -score.speedup().value()))
        .toList();
  }
}
