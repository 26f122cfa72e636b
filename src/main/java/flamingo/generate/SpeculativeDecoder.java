package flamingo.generate;

import flamingo.model.Sequence;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A draft proposes several tokens, the model checks all of them in one pass and keeps those that it
 * would have written itself, up to the first that it would not: the same tokens as {@link
 * PlainDecoder}'s in fewer passes, or, where tokens are drawn, tokens of the same distribution.
 *
 * <pre>
 * g proposals of a pass   V vocabulary
 *   sure        [1]      the model's own next token
 *   proposed    [g]
 *   scores      [g + 1, V]   of the tokens after sure and after each proposal
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, algorithm 1</a>
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
    Run run = new Run(target, new Drafting(draft, rules.endOfChunk()), row, listener);
    run.sure = run.choice.choose(Scores.rows(target.logits())[0]);
    while (!cancelled.getAsBoolean() && run.write(run.sure)) {
      if (!run.pass(Math.min(proposals, rules.maxTokens() - run.count))) {
        break;
      }
    }
    int[] tokens = Arrays.copyOf(run.written, run.count);
    return new Outcome(
        tokens, new DecodingStatistics(run.count, run.passes, run.tested, run.accepted));
  }

  /** One sequence on its way. */
  private final class Run {
    private final Sequence target;
    private final Drafting draft;
    private final int row;
    private final TokenListener listener;
    private final TokenChoice choice;
    private final int[] written = new int[rules.maxTokens()];
    private int count;
    private int sure;
    private long passes;
    private long tested;
    private long accepted;

    Run(Sequence target, Drafting draft, int row, TokenListener listener) {
      this.target = target;
      this.draft = draft;
      this.row = row;
      this.listener = listener;
      this.choice = rules.sampling().choice(rules, row);
    }

    /** False where nothing follows. */
    boolean write(int token) {
      if (token == rules.endOfChunk()) {
        return false;
      }
      written[count++] = token;
      draft.written(token);
      listener.chosen(row, token);
      return count < rules.maxTokens();
    }

    /** Writes what is accepted of at most {@code most} proposals; false where nothing follows. */
    boolean pass(int most) {
      Drafting.Proposal proposal = draft.propose(most, choice);
      int proposals = proposal.tokens().length;
      int length = target.length();
      float[][] rows = Scores.rows(target.extend(new int[][] {joined(sure, proposal.tokens())}));
      passes++;
      int kept = 0;
      while (kept < proposals) {
        int proposed = proposal.tokens()[kept];
        sure = choice.confirm(proposed, proposal.scores()[kept], rows[kept]);
        tested++;
        if (sure != proposed) {
          break;
        }
        accepted++;
        kept++;
        if (!write(proposed)) {
          return false;
        }
      }
      if (kept == proposals) {
        sure = choice.choose(rows[kept]);
      }
      target.truncate(length + 1 + kept);
      draft.keep(kept);
      return true;
    }
  }

  private static int[] joined(int first, int[] others) {
    int[] all = new int[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
