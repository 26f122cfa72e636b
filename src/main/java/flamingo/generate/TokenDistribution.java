package flamingo.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The shares that tokens are drawn with, by their scores and what is allowed. */
record TokenDistribution(DecodingRules rules, Sampling sampling) {
  /**
   * Scores that are no numbers give the likeliest token alone.
   *
   * @param scores [V]
   * @return shares that sum to 1, 0 for tokens that are forbidden or beyond top-p, [V]
   */
  double[] of(float[] scores) {
    int best = rules.likeliest(scores);
    double[] shares = new double[scores.length];
    for (int token = 0; token < shares.length; token++) {
      shares[token] =
          rules.forbidden().contains(token)
              ? 0
              : Math.exp((scores[token] - scores[best]) / sampling.temperature());
    }
    if (!Double.isFinite(Arrays.stream(shares).sum())) {
      Arrays.fill(shares, 0);
      shares[best] = 1;
    }
    normalise(shares);
    if (sampling.topP() < 1) {
      keepLikeliest(shares);
    }
    return shares;
  }

  private void keepLikeliest(double[] shares) {
    int[] ordered =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer token) -> -shares[token]))
            .mapToInt(Integer::intValue)
            .toArray();
    double kept = 0;
    for (int token : ordered) {
      if (kept >= sampling.topP()) {
        shares[token] = 0;
      }
      kept += shares[token];
    }
    normalise(shares);
  }

  private static void normalise(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    for (int token = 0; token < shares.length; token++) {
      shares[token] /= sum;
    }
  }
}
