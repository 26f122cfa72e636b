package flamingo.benchmark.tune;

import flamingo.optimization.Selection;

/** Measures plans beside the dense baseline. */
@FunctionalInterface
public interface PlanScorer {
  /**
   * @param pairs of times to take
   * @param requests of each task to compare answers of
   * @return null where the plan does not fit the model
   */
  PlanScore score(Selection selection, int pairs, int requests);
}
