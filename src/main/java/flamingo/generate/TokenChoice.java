package flamingo.generate;

/** Decides which token comes next in one sequence. */
interface TokenChoice {
  /**
   * @param scores of the next token, [V]
   */
  int choose(float[] scores);

  /**
   * Checks a token that was proposed.
   *
   * @param draft scores that it was chosen from, [V]; null where it was proposed for certain
   * @param scores of the model for the same place, [V]
   * @return the same token if it is accepted, else the one that takes its place
   */
  int confirm(int proposed, float[] draft, float[] scores);
}
