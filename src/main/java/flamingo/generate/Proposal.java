package flamingo.generate;

/**
 * Tokens that a batch may go on with.
 *
 * <pre>
 * B batch   g proposals of a text   V vocabulary
 * </pre>
 *
 * @param tokens [g][B]
 * @param scores that each was chosen from, [g][B][V]; null where nothing was weighed
 */
record Proposal(int[][] tokens, float[][][] scores) {
  int length() {
    return tokens.length;
  }

  /** What one was chosen from, [V], or null. */
  float[] scoresOf(int place, int row) {
    return scores == null ? null : scores[place][row];
  }
}
