package flamingo.generate;

/** Decides which token comes next in one sequence. */
interface TokenChoice {
  /**
   * @param scores of the next token, [V]
   */
  int choose(float[] scores);

  /**
   * Checks a token that was chosen from the scores of a draft.
   *
   * @param draft scores that it was chosen from, [V]
   * @param scores of the model for the same place, [V]
   * @return the same token if it is accepted, else the one that takes its place
   */
  int confirm(int proposed, float[] draft, float[] scores);
}
