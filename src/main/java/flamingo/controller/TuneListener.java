package flamingo.controller;

import flamingo.benchmark.tune.PlanScore;

/** Hears of each plan as soon as it was measured, on the engine's thread. */
public interface TuneListener {
  /**
   * @param plan as {@code Selection} writes it
   */
  void started(String plan, int pairs, int requests);

  /** What a plan gained and lost; one that is measured again is told again. */
  void scored(PlanScore score);

  /** A sentence about the whole. */
  void note(String sentence);
}
