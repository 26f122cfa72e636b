package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A draft proposes several tokens, the model checks all of them in one pass and keeps those that it
 * would have written itself: the same tokens as {@link GreedyDecoder}'s in fewer passes.
 *
 * <pre>
 * g proposals of a pass   V vocabulary
 *   sure        [1]      the model's own next token
 *   proposed    [g]
 *   scores      [g + 1, V]   of the tokens after sure and after each proposal
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, algorithm 1, at
 *     temperature 0</a>
 */
final class SpeculativeDecoder {
  private final DecodingRules rules;
  private final int proposals;

  /** Tokens of one sequence, and what they took. */
  record Outcome(int[] tokens, DecodingStatistics statistics) {}

  /**
   * @param proposals of a pass, g
   */
  SpeculativeDecoder(DecodingRules rules, int proposals) {
    this.rules = rules;
    this.proposals = proposals;
  }

  /**
   * @param target a single sequence whose prompt has been read
   * @param draft the same prompt, read by the draft
   */
  Outcome decode(
      Sequence target, Sequence draft, int row, BooleanSupplier cancelled, TokenListener listener) {
    List<Integer> written = new ArrayList<>();
    List<Integer> unread = new ArrayList<>(); // written, but not read by the draft
    float[] scores = Scores.rows(target.logits())[0];
    long passes = 0;
    long tested = 0;
    long accepted = 0;
    while (!cancelled.getAsBoolean()) {
      int sure = rules.likeliest(scores);
      if (!write(sure, row, written, unread, listener)) {
        break;
      }
      int room = Math.min(proposals, rules.maxTokens() - written.size());
      int[] proposed = propose(draft, unread, room);
      int length = target.length();
      float[][] rows = Scores.rows(target.extend(new int[][] {joined(sure, proposed)}));
      passes++;
      int kept = 0;
      boolean open = true;
      while (open && kept < proposed.length) {
        tested++;
        if (rules.likeliest(rows[kept]) != proposed[kept]) {
          break;
        }
        accepted++;
        open = write(proposed[kept], row, written, unread, listener);
        kept++;
      }
      if (!open) {
        break;
      }
      target.truncate(length + 1 + kept);
      forget(draft, unread, proposed.length, kept);
      scores = rows[kept];
    }
    int[] tokens = written.stream().mapToInt(Integer::intValue).toArray();
    return new Outcome(tokens, new DecodingStatistics(tokens.length, passes, tested, accepted));
  }

  /** False where nothing follows. */
  private boolean write(
      int token, int row, List<Integer> written, List<Integer> unread, TokenListener listener) {
    if (token == rules.endOfChunk()) {
      return false;
    }
    written.add(token);
    unread.add(token);
    listener.chosen(row, token);
    return written.size() < rules.maxTokens();
  }

  /** Reads what the draft has not read yet, then lets it write; the last proposal stays unread. */
  private int[] propose(Sequence draft, List<Integer> unread, int count) {
    int[] tokens = unread.stream().mapToInt(Integer::intValue).toArray();
    unread.clear();
    float[][] read = Scores.rows(draft.extend(new int[][] {tokens}));
    float[] scores = read[read.length - 1];
    int[] proposed = new int[count];
    for (int i = 0; i < count; i++) {
      proposed[i] = rules.likeliest(scores);
      if (i + 1 < count) {
        scores = Scores.rows(draft.step(new int[] {proposed[i]}))[0];
      }
    }
    return proposed;
  }

  /** The draft has read all proposals but the last; those that were not kept are taken back. */
  private static void forget(Sequence draft, List<Integer> unread, int proposed, int kept) {
    int read = Math.min(kept, proposed - 1);
    draft.truncate(draft.length() - (proposed - 1 - read));
    List<Integer> rest = List.copyOf(unread.subList(read, unread.size()));
    unread.clear();
    unread.addAll(rest);
  }

  private static int[] joined(int first, int[] others) {
    int[] all = Arrays.copyOf(new int[] {first}, others.length + 1);
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
