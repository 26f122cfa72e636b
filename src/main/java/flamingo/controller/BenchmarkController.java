package flamingo.controller;

import flamingo.optimization.Selection;

/**
 * Measures the dense baseline and a plan in turns, A B B A, round after round until stopped. May be
 * called from any thread; the measuring is done on the engine's.
 */
public interface BenchmarkController {
  /**
   * Begins a run. Its listener hears RUNNING, then rounds and rows, then IDLE.
   *
   * @throws IllegalStateException if a run is under way
   */
  void start(BenchmarkRequest request);

  /** Goes on with another plan from the next round; nothing where no run is under way. */
  void select(Selection selection);

  /** Ends the run after the round under way; nothing where no run is under way. */
  void stop();

  RunState state();
}
