package flamingo.benchmark.request;

import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Generation;
import flamingo.model.EncodedImages;
import flamingo.model.PreparedFlamingo;
import flamingo.text.TokenBatch;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images with a prompt each to finished answers: the request that is timed, in the window as on the
 * command line.
 *
 * <pre>
 * B requests   S side of an image   V vocabulary
 *   scores   [B, V]   of the first token of each answer, row after row
 * </pre>
 *
 * @param tokens of each answer
 */
public record TimedAnswers(
    StageTimes stages, float[] scores, List<int[]> tokens, DecodingStatistics decoding) {
  private static final int MOST_TOKENS = 32;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Answers, greedily.
   *
   * @param pixels [B, 1, 3, S, S]
   */
  public static TimedAnswers of(PreparedFlamingo model, INDArray pixels, TokenBatch prompts) {
    DecodingRules rules = DecodingRules.forText(model.config().specialTokens(), MOST_TOKENS);
    long start = System.nanoTime();
    try (EncodedImages images = model.encodeImages(pixels)) {
      long encoded = System.nanoTime();
      try (Generation generation = Generation.start(model, prompts.ids(), prompts.mask(), images)) {
        long read = System.nanoTime();
        float[] scores = flat(generation.scores());
        long before = System.nanoTime();
        Generation.Outcome written = generation.decode(rules);
        long end = System.nanoTime();
        return new TimedAnswers(
            new StageTimes(millis(encoded - start), millis(read - encoded), millis(end - before)),
            scores,
            written.tokens(),
            written.statistics());
      }
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = Arrays.copyOf(rows[0], rows.length * rows[0].length);
    for (int row = 1; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
    }
    return flat;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
