package flamingo.ui.accuracy;

import flamingo.benchmark.accuracy.LostAccuracy;
import flamingo.controller.ComparedAccuracy;
import flamingo.optimization.Selection;

/**
 * A plan whose right answers were counted beside the baseline's.
 *
 * @param lostPoints of accuracy, 100 for all of it, below 0 for a gain
 */
public record CountedPlan(Selection selection, double lostPoints) {
  static CountedPlan of(Selection selection, ComparedAccuracy compared) {
    return new CountedPlan(
        selection,
        LostAccuracy.between(compared.dense().answers(), compared.current().answers()).value());
  }
}
