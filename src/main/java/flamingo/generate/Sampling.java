package flamingo.generate;

/**
 * How a token follows from its scores: the likeliest, or one drawn at random.
 *
 * @param temperature by which scores are divided before the softmax; 0 always takes the likeliest
 * @param topP the likeliest tokens that together have this share are drawn from, the others never;
 *     1 for all
 * @param seed of the draws; each sequence of a batch has a stream of its own
 * @see <a href="https://arxiv.org/abs/1904.09751">The curious case of neural text degeneration</a>
 */
public record Sampling(double temperature, double topP, long seed) {
  public static final Sampling GREEDY = new Sampling(0, 1, 0);

  /**
   * @throws IllegalArgumentException if the temperature is negative or no number, or the share is
   *     not above 0 and at most 1
   */
  public Sampling {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "The temperature cannot be " + temperature + "; choose 0 for the likeliest token, or 1.");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "Top-p cannot be " + topP + "; choose a share above 0, and 1 for all tokens.");
    }
  }

  public boolean isGreedy() {
    return temperature == 0;
  }

  /** What chooses the tokens of one sequence. */
  TokenChoice choice(DecodingRules rules, int row) {
    return isGreedy()
        ? new LikeliestToken(rules)
        : new DrawnToken(new TokenDistribution(rules, this), seed, row);
  }
}
