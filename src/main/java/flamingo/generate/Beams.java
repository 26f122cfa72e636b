package flamingo.generate;

/**
 * How many continuations of a prompt are followed at the same time.
 *
 * @param count W; 1 for none beside the first
 * @param lengthPenalty power of the length by which a sum of log-probabilities is divided: 0 where
 *     OpenFlamingo was evaluated, more than 0 favours long answers
 */
public record Beams(int count, double lengthPenalty) {
  /** One text, token by token. */
  public static final Beams ONE = new Beams(1, 0);

  /** As OpenFlamingo was evaluated. */
  public static final Beams REFERENCE = new Beams(3, 0);

  private static final int MOST = 64;

  /**
   * @throws IllegalArgumentException if there are none or too many, or the penalty is no number
   */
  public Beams {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "There can be 1 to %d beams, not %d.".formatted(MOST, count));
    }
    if (!Double.isFinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "The length penalty must be a number, such as 0 or 1, not " + lengthPenalty + ".");
    }
  }
}
