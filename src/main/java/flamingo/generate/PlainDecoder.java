package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes one token after the other, up to {@code <|endofchunk|>}. */
public final class PlainDecoder {
  private final DecodingRules rules;

  public PlainDecoder(DecodingRules rules) {
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
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < sequence.batch(); row++) {
      rows.add(new Row(row, listener));
    }
    float[][] scores = Scores.rows(sequence.logits());
    for (int step = 1; !cancelled.getAsBoolean(); step++) {
      int[] next = new int[rows.size()];
      for (int row = 0; row < next.length; row++) {
        next[row] = rows.get(row).next(scores[row]);
      }
      if (step == rules.maxTokens() || rows.stream().allMatch(row -> row.done)) {
        break;
      }
      scores = Scores.rows(sequence.step(next));
    }
    return rows.stream().map(Row::tokens).toList();
  }

  /** One sequence of the batch. */
  private final class Row {
    private final int row;
    private final TokenListener listener;
    private final TokenChoice choice;
    private final int[] written = new int[rules.maxTokens()];
    private int count;
    private boolean done;

    Row(int row, TokenListener listener) {
      this.row = row;
      this.listener = listener;
      this.choice = rules.sampling().choice(rules, row);
    }

    /** The next token; the end of the chunk again and again once it has come. */
    int next(float[] scores) {
      int token = done ? rules.endOfChunk() : choice.choose(scores);
      done = token == rules.endOfChunk();
      if (!done) {
        written[count++] = token;
        listener.chosen(row, token);
      }
      return token;
    }

    int[] tokens() {
      return Arrays.copyOf(written, count);
    }
  }
}
