package flamingo.controller;

import flamingo.optimization.Selection;
import flamingo.report.ResultRow;

/** Hears of a run, on the engine's thread. */
public interface BenchmarkListener {
  /**
   * Told before the first round.
   *
   * @param dense what plans are measured beside: {@link Selection#NONE}, or of another precision
   *     where FP32 does not fit into memory
   */
  void baseline(Selection dense);

  void measured(PairedMeasurement measurement);

  void state(RunState state);

  void failed(UserFacingError error);

  /** A variant is done: its plan was changed, or the run ended. */
  void row(ResultRow row);
}
