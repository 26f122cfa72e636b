package flamingo.generate;

import flamingo.model.Sequence;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Classifies by asking which class name the model finds likeliest after the prompt, by mean
 * log-probability of its tokens.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, section 4, Hateful Memes</a>
 */
public final class ClassRanking {
  private ClassRanking() {}

  /**
   * @param sequence a prompt that has just been read; it is left as it was
   * @param names tokens of each class name, [C][any length but 0]
   * @param next told the place of each name before it is scored; what it throws ends the ranking
   */
  public static ClassScores rank(Sequence sequence, int[][] names, IntConsumer next) {
    float[][] first = Scores.rows(sequence.logits()); // [B][V]
    double[][] sum = new double[sequence.batch()][names.length];
    double[][] mean = new double[sequence.batch()][names.length];
    for (int name = 0; name < names.length; name++) {
      next.accept(name);
      double[] total = total(sequence, first, names[name]);
      for (int row = 0; row < total.length; row++) {
        sum[row][name] = total[row];
        mean[row][name] = total[row] / names[name].length;
      }
    }
    return new ClassScores(mean, sum);
  }

  private static double[] total(Sequence sequence, float[][] first, int[] name) {
    if (name.length == 0) {
      throw new IllegalArgumentException("A class needs a name; write one word at least.");
    }
    double[] total = new double[first.length];
    for (int row = 0; row < first.length; row++) {
      total[row] = Scores.logProbability(first[row], name[0]);
    }
    int rest = name.length - 1;
    if (rest > 0) {
      float[][] scores = further(sequence, Arrays.copyOf(name, rest)); // [B (n - 1)][V]
      for (int i = 0; i < scores.length; i++) {
        total[i / rest] += Scores.logProbability(scores[i], name[i % rest + 1]);
      }
    }
    return total;
  }

  private static float[][] further(Sequence sequence, int[] tokens) {
    int length = sequence.length();
    int[][] rows = new int[sequence.batch()][];
    Arrays.fill(rows, tokens);
    float[][] scores = sequence.extend(rows, Scores::rows);
    sequence.truncate(length);
    return scores;
  }
}
