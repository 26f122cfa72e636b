package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The draft's side of a batch: what it has read, and what it proposes. It reads the prompts when it
 * is first asked, together with what was written by then.
 *
 * <pre>
 * B batch   n tokens   g proposals of a sequence   V vocabulary
 *   tokens of a batch   [B][n]
 * </pre>
 */
final class Drafting implements Proposer {
  private final Function<int[][], Sequence> start;
  private final int end;
  private final List<int[]> unread = new ArrayList<>(); // [B] each: written, but not read
  private Sequence draft;
  private int proposed;

  /**
   * @param start reads the prompts and tokens after them, [B][n]
   * @param end token after which nothing is proposed
   */
  Drafting(Function<int[][], Sequence> start, int end) {
    this.start = start;
    this.end = end;
  }

  @Override
  public void written(int[] tokens) {
    unread.add(tokens);
  }

  /** Reads what it has not read yet, then writes on; its last proposal stays unread. */
  @Override
  public Proposal propose(int most, List<GrowingText> open) {
    List<int[]> tokens = new ArrayList<>();
    List<float[][]> scores = new ArrayList<>();
    float[][] next = catchUp();
    List<GrowingText> on = new ArrayList<>(open);
    while (true) {
      int[] chosen = new int[next.length];
      Arrays.fill(chosen, end);
      for (GrowingText text : on) {
        chosen[text.row()] = text.choice().choose(next[text.row()]);
      }
      tokens.add(chosen);
      scores.add(next);
      on.removeIf(text -> chosen[text.row()] == end);
      if (on.isEmpty() || tokens.size() == most) {
        break;
      }
      next = Scores.rows(draft.step(chosen));
    }
    proposed = tokens.size();
    return new Proposal(tokens.toArray(int[][]::new), scores.toArray(float[][][]::new));
  }

  private float[][] catchUp() {
    int[][] tokens = new int[unread.get(0).length][]; // [B][n]
    for (int row = 0; row < tokens.length; row++) {
      int place = row;
      tokens[row] = unread.stream().mapToInt(each -> each[place]).toArray();
    }
    unread.clear();
    if (draft == null) {
      draft = start.apply(tokens);
    } else {
      draft.append(tokens);
    }
    return Scores.rows(draft.logits());
  }

  /** Takes back the proposals that it has read, but for the first {@code kept}. */
  @Override
  public void keep(int kept) {
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
