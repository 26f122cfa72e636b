package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes one token after the other, up to {@code <|endofchunk|>}. */
public final class PlainDecoder {
  private final DecodingRules rules;

  public PlainDecoder(DecodingRules rules) {
    this.rules = rules;
  }

  /** Continues every sequence to its end. */
  public Generation.Outcome decode(Sequence sequence) {
    return decode(sequence, () -> false, TokenListener.NONE);
  }

  /**
   * @param cancelled asked before every token; true ends with what there is
   */
  public Generation.Outcome decode(
      Sequence sequence, BooleanSupplier cancelled, TokenListener listener) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < sequence.batch(); row++) {
      rows.add(new Row(row, listener));
    }
    float[][] scores = Scores.rows(sequence.logits());
    long passes = 0;
    for (int step = 1; !cancelled.getAsBoolean(); step++) {
      int[] next = new int[rows.size()];
      for (int row = 0; row < next.length; row++) {
        next[row] = rows.get(row).next(scores[row]);
      }
      if (step == rules.maxTokens() || rows.stream().allMatch(row -> row.done)) {
        break;
      }
      scores = Scores.rows(sequence.step(next));
      passes += rows.stream().filter(row -> !row.done).count();
    }
    List<int[]> tokens = rows.stream().map(row -> row.text.tokens()).toList();
    return new Generation.Outcome(tokens, DecodingStatistics.plain(tokens, passes));
  }

  /** One sequence of the batch. */
  private final class Row {
    private final GrowingText text;
    private final TokenListener listener;
    private boolean done;

    Row(int row, TokenListener listener) {
      this.text = new GrowingText(row, rules);
      this.listener = listener;
    }

    /** The next token; the end of the chunk again and again once it has come. */
    int next(float[] scores) {
      int token = done ? rules.endOfChunk() : text.choice().choose(scores);
      done = token == rules.endOfChunk();
      if (!done) {
        text.append(token);
        listener.chosen(text.row(), token);
      }
      return token;
    }
  }
}
