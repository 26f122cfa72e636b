package flamingo.optimization;

/** What an optimization does to the answers. */
public enum Exactness {
  /** The same greedy tokens, and a relative L2 error of at most 1e-4. */
  EXACT,
  /** Answers may change. */
  LOSSY
}
