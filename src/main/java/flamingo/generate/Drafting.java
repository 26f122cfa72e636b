package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The draft's side of a sequence: what it has read, and what it proposes. It reads the prompt when
 * it is first asked, together with what was written by then.
 */
final class Drafting implements AutoCloseable {
  private final Function<int[], Sequence> start;
  private final int end;
  private final List<Integer> unread = new ArrayList<>(); // written, but not read by the draft
  private Sequence draft;
  private int proposed;

  /**
   * @param tokens [g]
   * @param scores that each was chosen from, [g][V]
   */
  record Proposal(int[] tokens, float[][] scores) {}

  /**
   * @param start reads the prompt and tokens after it
   * @param end token after which nothing is proposed
   */
  Drafting(Function<int[], Sequence> start, int end) {
    this.start = start;
    this.end = end;
  }

  /** Takes note of a token of the text. */
  void written(int token) {
    unread.add(token);
  }

  /**
   * Reads what it has not read yet, then writes on; its last proposal stays unread.
   *
   * @param most proposals, g
   */
  Proposal propose(int most, TokenChoice choice) {
    float[][] scores = new float[most][];
    int[] tokens = new int[most];
    scores[0] = catchUp();
    tokens[0] = choice.choose(scores[0]);
    int count = 1;
    while (count < most && tokens[count - 1] != end) {
      scores[count] = Scores.rows(draft.step(new int[] {tokens[count - 1]}))[0];
      tokens[count] = choice.choose(scores[count]);
      count++;
    }
    proposed = count;
    return new Proposal(Arrays.copyOf(tokens, count), Arrays.copyOf(scores, count));
  }

  private float[] catchUp() {
    int[] tokens = unread.stream().mapToInt(Integer::intValue).toArray();
    unread.clear();
    if (draft == null) {
      draft = start.apply(tokens);
    } else {
      draft.append(new int[][] {tokens});
    }
    return Scores.rows(draft.logits())[0];
  }

  /** Takes back the proposals that it has read, but for the first {@code kept}. */
  void keep(int kept) {
    int read = Math.min(kept, proposed - 1);
    draft.truncate(draft.length() - (proposed - 1 - read));
    unread.subList(0, read).clear();
  }

  @Override
  public void close() {
    if (draft != null) {
      draft.close();
    }
  }
}
