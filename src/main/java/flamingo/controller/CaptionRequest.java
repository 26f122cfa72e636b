package flamingo.controller;

import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Generation;
import flamingo.model.EncodedImages;
import flamingo.model.PreparedFlamingo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The request that is timed: captions for a batch of images, always of the same number of tokens,
 * so that every plan does the same work.
 *
 * <pre>
 * B images   L tokens of the prompt   V vocabulary
 *   logits   [B, V]   after the prompt
 * </pre>
 */
final class CaptionRequest {
  private static final int NEW_TOKENS = 8;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What a request took and gave. */
  record Outcome(
      StageTimes stages, float[] logits, List<int[]> tokens, DecodingStatistics decoding) {
    double millis() {
      return stages.encode() + stages.prefill() + stages.decode();
    }
  }

  private final int[] prompt;
  private final DecodingRules rules;

  CaptionRequest(ModelSession session) {
    this.prompt = session.tokenizer().encode(session.prompts().caption(List.of()));
    // the end of a caption is an ordinary token here: no sequence may end early
    this.rules =
        DecodingRules.greedy(
            -1, Set.of(session.tokenizer().image(), session.tokenizer().padding()), NEW_TOKENS);
  }

  /**
   * @param pixels [B, 1, 3, S, S]
   */
  Outcome run(PreparedFlamingo model, INDArray pixels) {
    int[][] ids = new int[(int) pixels.size(0)][];
    Arrays.fill(ids, prompt);
    long start = System.nanoTime();
    try (EncodedImages images = model.encodeImages(pixels)) {
      long encoded = System.nanoTime();
      try (Generation generation = Generation.start(model, ids, null, images)) {
        long read = System.nanoTime();
        float[][] scores = generation.scores();
        long before = System.nanoTime();
        Generation.Outcome written = generation.decode(rules);
        long end = System.nanoTime();
        StageTimes stages =
            new StageTimes(millis(encoded - start), millis(read - encoded), millis(end - before));
        return new Outcome(stages, flat(scores), written.tokens(), written.statistics());
      }
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
    }
    return flat;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
