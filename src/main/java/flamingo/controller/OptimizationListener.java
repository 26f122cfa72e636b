package flamingo.controller;

import flamingo.benchmark.Flaw;
import flamingo.report.ResultRow;
import java.util.Set;

/** Hears of each row as soon as it is there, on the engine's thread. */
public interface OptimizationListener {
  /**
   * @param step counted from 1
   * @param steps in all, as far as is known now
   * @param what is measured now
   */
  void started(int step, int steps, String what);

  /**
   * @param flaws what is wrong with its times
   */
  void row(ResultRow row, Set<Flaw> flaws);

  /** A row that an earlier run has left. */
  void kept(ResultRow row);

  /** A sentence about the whole, for instance which part was left out and why. */
  void note(String sentence);
}
