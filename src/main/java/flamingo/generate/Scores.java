package flamingo.generate;

import flamingo.tensor.Floats;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores of the next token, on the heap. */
final class Scores {
  private Scores() {}

  /**
   * @param logits [..., V], FLOAT, without gaps
   * @return one array of V scores for each of the leading places
   */
  static float[][] rows(INDArray logits) {
    float[] all = Floats.of(logits);
    int width = (int) logits.size(-1);
    float[][] rows = new float[all.length / width][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }
    return rows;
  }

  /** Logarithm of the softmax's share of one token. */
  static double logProbability(float[] scores, int token) {
    return scores[token] - logSumExp(scores);
  }

  /** Logarithm of the sum of the exponentials: what log-probabilities are less than scores. */
  static double logSumExp(float[] scores) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      greatest = Math.max(greatest, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - greatest);
    }
    return greatest + Math.log(sum);
  }
}
