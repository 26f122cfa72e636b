package flamingo.controller;

/** Whether a measurement is under way; every button derives from it. */
public enum RunState {
  IDLE,
  RUNNING,
  /** Asked to stop; the round under way ends first. */
  CANCELLING
}
