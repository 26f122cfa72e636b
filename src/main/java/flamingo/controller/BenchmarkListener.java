package flamingo.controller;

import flamingo.report.ResultRow;

/** Hears of a run, on the engine's thread. */
public interface BenchmarkListener {
  void measured(PairedMeasurement measurement);

  void state(RunState state);

  void failed(UserFacingError error);

  /** A variant is done: its plan was changed, or the run ended. */
  void row(ResultRow row);
}
