package flamingo.benchmark.exploration;

/** Whose weights an experiment runs with. */
public enum Subject {
  /** Answers mean something. */
  MODEL,
  /** Sizes of its own and no training: about speed alone. */
  RANDOM_WEIGHTS
}
