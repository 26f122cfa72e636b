package flamingo.benchmark;

/**
 * How often a draft must be right for speculative decoding to pay. With g proposals that are each
 * accepted with probability a, a pass brings {@code (1 - a^(g+1)) / (1 - a)} tokens.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, equation 1</a>
 */
public final class BreakEven {
  private static final int HALVINGS = 50;

  private BreakEven() {}

  /**
   * The acceptance rate from which on proposing pays.
   *
   * @param steps cost of the draft and the pass together, in steps of the model
   * @return 0 where it always pays, null where it never does
   */
  public static Double acceptance(int proposals, double steps) {
    if (steps > proposals + 1) {
      return null;
    }
    double low = 0;
    double high = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double rate = (low + high) / 2;
      double tokens = 1;
      for (int i = 0; i < proposals; i++) {
        tokens = 1 + rate * tokens;
      }
      if (tokens < steps) {
        low = rate;
      } else {
        high = rate;
      }
    }
    return low;
  }
}
