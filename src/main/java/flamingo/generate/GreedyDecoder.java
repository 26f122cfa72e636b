package flamingo.generate;

import flamingo.model.Sequence;
import flamingo.model.SpecialTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Always takes the likeliest token, up to {@code <|endofchunk|>}. */
public final class GreedyDecoder {
  private final int endOfChunk;
  private final Set<Integer> forbidden;
  private final int maxTokens;

  /**
   * @param endOfChunk token that ends a sequence
   * @param forbidden tokens that are never taken
   * @param maxTokens new tokens a sequence, at most
   */
  public GreedyDecoder(int endOfChunk, Set<Integer> forbidden, int maxTokens) {
    if (maxTokens < 1) {
      throw new IllegalArgumentException(
          "At least one new token must be allowed, not " + maxTokens + ".");
    }
    this.endOfChunk = endOfChunk;
    this.forbidden = Set.copyOf(forbidden);
    this.maxTokens = maxTokens;
  }

  /** For people: neither {@code <image>}, as no image could follow, nor padding. */
  public static GreedyDecoder forText(SpecialTokens special, int maxTokens) {
    return new GreedyDecoder(
        special.endOfChunk(), Set.of(special.image(), special.padding()), maxTokens);
  }

  /** As OpenFlamingo decodes, which may take padding; {@code <image>} alone is forbidden. */
  public static GreedyDecoder asReference(SpecialTokens special, int maxTokens) {
    return new GreedyDecoder(special.endOfChunk(), Set.of(special.image()), maxTokens);
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
      if (step == maxTokens || allTrue(done)) {
        break;
      }
      scores = Scores.rows(sequence.step(next));
    }
    return chosen.stream().map(row -> row.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  private int[] choose(
      float[][] scores, boolean[] done, List<List<Integer>> chosen, TokenListener listener) {
    int[] next = new int[done.length];
    Arrays.fill(next, endOfChunk);
    for (int row = 0; row < done.length; row++) {
      if (!done[row]) {
        next[row] = likeliest(scores[row]);
        done[row] = next[row] == endOfChunk;
      }
      if (!done[row]) {
        chosen.get(row).add(next[row]);
        listener.chosen(row, next[row]);
      }
    }
    return next;
  }

  private int likeliest(float[] scores) {
    int best = -1;
    for (int token = 0; token < scores.length; token++) {
      if ((best < 0 || scores[token] > scores[best]) && !forbidden.contains(token)) {
        best = token;
      }
    }
    return best;
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
