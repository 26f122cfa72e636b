package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Always takes the likeliest token, up to {@code <|endofchunk|>}. */
public final class GreedyDecoder {
  private final DecodingRules rules;

  public GreedyDecoder(DecodingRules rules) {
    this.rules = rules;
  }

  /** Continues every sequence to its end. */
  public List<int[]> decode(Sequence sequence) {
    return decode(sequence, () -> false, TokenListener.NONE);
  }

  /**
   * @param cancelled asked before every token; true ends with what there is
   * @return the new tokens of each sequence, without {@code <|endofchunk|>}
   */
  public List<int[]> decode(Sequence sequence, BooleanSupplier cancelled, TokenListener listener) {
    List<List<Integer>> chosen = new ArrayList<>();
    for (int row = 0; row < sequence.batch(); row++) {
      chosen.add(new ArrayList<>());
    }
    boolean[] done = new boolean[sequence.batch()];
    float[][] scores = Scores.rows(sequence.logits());
    for (int step = 1; !cancelled.getAsBoolean(); step++) {
      int[] next = choose(scores, done, chosen, listener);
      if (step == rules.maxTokens() || allTrue(done)) {
        break;
      }
      scores = Scores.rows(sequence.step(next));
    }
    return chosen.stream().map(row -> row.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  private int[] choose(
      float[][] scores, boolean[] done, List<List<Integer>> chosen, TokenListener listener) {
    int[] next = new int[done.length];
    Arrays.fill(next, rules.endOfChunk());
    for (int row = 0; row < done.length; row++) {
      if (!done[row]) {
        next[row] = rules.likeliest(scores[row]);
        done[row] = next[row] == rules.endOfChunk();
      }
      if (!done[row]) {
        chosen.get(row).add(next[row]);
        listener.chosen(row, next[row]);
      }
    }
    return next;
  }

  private static boolean allTrue(boolean[] values) {
    for (boolean value : values) {
      if (!value) {
        return false;
      }
    }
    return true;
  }
}
