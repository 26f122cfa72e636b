package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The draft's side of a sequence: what it has read, and what it proposes. */
final class Drafting {
  private final Sequence draft;
  private final int end;
  private final List<Integer> unread = new ArrayList<>(); // written, but not read by the draft
  private int proposed;

  /**
   * @param tokens [g]
   * @param scores that each was chosen from, [g][V]
   */
  record Proposal(int[] tokens, float[][] scores) {}

  /**
   * @param draft the prompt, read by the draft
   * @param end token after which nothing is proposed
   */
  Drafting(Sequence draft, int end) {
    this.draft = draft;
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
    int[] tokens = unread.stream().mapToInt(Integer::intValue).toArray();
    unread.clear();
    float[][] read = Scores.rows(draft.extend(new int[][] {tokens}));
    float[][] scores = new float[most][];
    int[] chosen = new int[most];
    scores[0] = read[read.length - 1];
    chosen[0] = choice.choose(scores[0]);
    int count = 1;
    while (count < most && chosen[count - 1] != end) {
      scores[count] = Scores.rows(draft.step(new int[] {chosen[count - 1]}))[0];
      chosen[count] = choice.choose(scores[count]);
      count++;
    }
    proposed = count;
    return new Proposal(Arrays.copyOf(chosen, count), Arrays.copyOf(scores, count));
  }

  /** Takes back the proposals that it has read, but for the first {@code kept}. */
  void keep(int kept) {
    int read = Math.min(kept, proposed - 1);
    draft.truncate(draft.length() - (proposed - 1 - read));
    unread.subList(0, read).clear();
  }
}
