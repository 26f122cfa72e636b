package flamingo.benchmark.calibration;

/**
 * Tests whether losses exceed a budget on average, by betting against it: the stake is multiplied
 * by {@code 1 + bet * (budget - loss)} for each loss. If the mean is above the budget, the stake
 * grows beyond 1 / p with probability p at most, for any number of losses and any distribution.
 *
 * @see <a href="https://arxiv.org/abs/2010.09686">Estimating means of bounded random variables by
 *     betting, section 4</a>
 */
final class BettingTest {
  /** Share of the greatest bet that cannot lose everything. */
  private static final double CAUTION = 0.75;

  /** Variance that is assumed before the first loss. */
  private static final double FIRST_VARIANCE = 0.25;

  private BettingTest() {}

  /**
   * How probable such losses are, at most, if their mean is above the budget.
   *
   * @param losses each from -1 to 1, independent, in the order in which they came
   * @param budget above 0 and below 1
   * @param level at which the test is to reject; sets the size of the bets
   */
  static double pValue(int[] losses, double budget, double level) {
    double stake = 0; // logarithm
    double greatest = 0;
    double sum = 0;
    double squares = FIRST_VARIANCE;
    double limit = CAUTION / (1 - budget);
    for (int i = 0; i < losses.length; i++) {
      double variance = squares / (i + 1);
      double bet = Math.min(limit, Math.sqrt(2 * Math.log(1 / level) / (losses.length * variance)));
      stake += Math.log1p(bet * (budget - losses[i]));
      greatest = Math.max(greatest, stake);
      sum += losses[i];
      double deviation = losses[i] - sum / (i + 1);
      squares += deviation * deviation;
    }
    return Math.exp(-greatest);
  }
}
