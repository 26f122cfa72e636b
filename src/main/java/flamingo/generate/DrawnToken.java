package flamingo.generate;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws tokens from the model's distribution p. A proposal x that was drawn from a draft's
 * distribution q is accepted with probability {@code min(1, p(x) / q(x))}; in the place of a
 * rejected one comes a draw from the residual {@code max(0, p - q)}, normalised. What is written so
 * is distributed as p, however good the draft is.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, section 2.3</a>
 * @see <a href="https://arxiv.org/abs/2302.01318">Chen et al. 2023, theorem 1</a>
 */
final class DrawnToken implements TokenChoice {
  private final TokenDistribution distribution;
  private final RandomGenerator random;

  /**
   * @param row sequences of one seed draw independently of each other
   */
  DrawnToken(TokenDistribution distribution, long seed, int row) {
    this.distribution = distribution;
    this.random = new SplittableRandom(seed).splits().skip(row).findFirst().orElseThrow();
  }

  @Override
  public int choose(float[] scores) {
    return draw(distribution.of(scores));
  }

  @Override
  public int confirm(int proposed, float[] draft, float[] scores) {
    double[] p = distribution.of(scores);
    double[] q = draft == null ? certain(proposed, p.length) : distribution.of(draft);
    if (random.nextDouble() * q[proposed] < p[proposed]) {
      return proposed;
    }
    return draw(residual(p, q));
  }

  private static double[] certain(int token, int words) {
    double[] shares = new double[words];
    shares[token] = 1;
    return shares;
  }

  /** Where p and q differ by rounding alone, nothing is left and p itself is drawn from. */
  private static double[] residual(double[] p, double[] q) {
    double[] residual = new double[p.length];
    double sum = 0;
    for (int token = 0; token < p.length; token++) {
      residual[token] = Math.max(0, p[token] - q[token]);
      sum += residual[token];
    }
    if (sum == 0) {
      return p;
    }
    for (int token = 0; token < p.length; token++) {
      residual[token] /= sum;
    }
    return residual;
  }

  private int draw(double[] shares) {
    double left = random.nextDouble();
    int last = 0;
    for (int token = 0; token < shares.length; token++) {
      if (shares[token] > 0) {
        last = token;
        left -= shares[token];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
