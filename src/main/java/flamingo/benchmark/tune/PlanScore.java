package flamingo.benchmark.tune;

import flamingo.benchmark.Interval;
import flamingo.optimization.Selection;

/**
 * What a plan gains and loses beside the dense baseline.
 *
 * @param lostPoints of accuracy, of the task that loses most; 100 for all of it, below 0 for a gain
 * @param pairs of times
 * @param requests of each task whose answers were compared
 */
public record PlanScore(
    Selection selection, Interval speedup, Interval lostPoints, int pairs, int requests) {

  /** Loses significantly more than a budget. */
  boolean isOver(double budgetPoints) {
    return lostPoints.low() > budgetPoints;
  }

  /** Loses no more than a budget, as far as is known. */
  boolean isWithin(double budgetPoints) {
    return lostPoints.value() <= budgetPoints;
  }

  /** Loses no more than a budget with 95% confidence. */
  public boolean isSurelyWithin(double budgetPoints) {
    return lostPoints.high() <= budgetPoints;
  }

  /** At least as fast and as right as another, and better in one of both. */
  boolean dominates(PlanScore other) {
    double speed = speedup.value() - other.speedup.value();
    double right = other.lostPoints.value() - lostPoints.value();
    return speed >= 0 && right >= 0 && (speed > 0 || right > 0);
  }
}
