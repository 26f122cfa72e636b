package flamingo.generate;

import flamingo.model.Sequence;
import flamingo.model.SpeculationPace;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

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
  private final SpeculationPace pace;

  /** Tokens of one sequence, and what they took. */
  record Outcome(int[] tokens, DecodingStatistics statistics) {}

  /**
   * @param pace proposals of a pass, g
   */
  SpeculativeDecoder(DecodingRules rules, SpeculationPace pace) {
    this.rules = rules;
    this.pace = pace;
  }

  /**
   * @param target a single sequence whose prompt has been read
   * @param start reads the prompt and tokens after it with the draft
   */
  Outcome decode(
      Sequence target,
      Function<int[], Sequence> start,
      int row,
      BooleanSupplier cancelled,
      TokenListener listener) {
    try (Drafting draft = new Drafting(start, rules.endOfChunk())) {
      Run run = new Run(target, draft, row, listener);
      run.sure = run.choice.choose(Scores.rows(target.logits())[0]);
      boolean open = true;
      while (open && !cancelled.getAsBoolean() && run.write(run.sure)) {
        int most = Math.min(pace.next(), rules.maxTokens() - run.count);
        open = most == 0 ? run.step() : run.pass(most);
      }
      int[] tokens = Arrays.copyOf(run.written, run.count);
      return new Outcome(
          tokens, new DecodingStatistics(run.count, run.passes, run.tested, run.accepted));
    }
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

    /** The next token without the draft; something may follow. */
    boolean step() {
      long from = System.nanoTime();
      float[][] scores = target.extend(new int[][] {{sure}}, Scores::rows);
      passes++;
      sure = choice.choose(scores[0]);
      pace.stepped(System.nanoTime() - from);
      return true;
    }

    /** Writes what is accepted of at most {@code most} proposals; false where nothing follows. */
    boolean pass(int most) {
      long from = System.nanoTime();
      Drafting.Proposal proposal = draft.propose(most, choice);
      int[] proposed = proposal.tokens();
      int length = target.length();
      float[][] rows = target.extend(new int[][] {joined(sure, proposed)}, Scores::rows);
      passes++;
      int kept = accepted(proposal, rows);
      target.truncate(length + 1 + kept);
      pace.passed(proposed.length, kept, System.nanoTime() - from);
      for (int i = 0; i < kept; i++) {
        if (!write(proposed[i])) {
          return false;
        }
      }
      draft.keep(kept);
      return true;
    }

    /** How many proposals are accepted; what follows them is sure. */
    private int accepted(Drafting.Proposal proposal, float[][] rows) {
      int[] proposed = proposal.tokens();
      for (int i = 0; i < proposed.length; i++) {
        sure = choice.confirm(proposed[i], proposal.scores()[i], rows[i]);
        tested++;
        listener.tested(row, proposed[i], sure == proposed[i]);
        if (sure != proposed[i]) {
          return i;
        }
        accepted++;
        if (sure == rules.endOfChunk()) {
          return i + 1;
        }
      }
      sure = choice.choose(rows[proposed.length]);
      return proposed.length;
    }
  }

  private static int[] joined(int first, int[] others) {
    int[] all = new int[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
