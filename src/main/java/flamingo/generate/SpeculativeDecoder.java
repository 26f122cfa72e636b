package flamingo.generate;

import flamingo.model.Sequence;
import flamingo.model.SpeculationPace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A draft, or a look at what was written before, proposes several tokens; the model checks all of
 * them in one pass and keeps those that it would have written itself, up to the first that it would
 * not: the same tokens as {@link PlainDecoder}'s in fewer passes, or, where tokens are drawn,
 * tokens of the same distribution. Sequences of a batch stay equally long: all keep as many
 * proposals as the one that keeps fewest.
 *
 * <pre>
 * B batch   g proposals of a sequence   V vocabulary
 *   sure        [B]         the model's own next tokens
 *   proposed    [g][B]
 *   scores      [B (g + 1)][V]   after sure and after each proposal
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, algorithm 1</a>
 */
final class SpeculativeDecoder {
  private final DecodingRules rules;
  private final SpeculationPace pace;

  /**
   * @param pace proposals of a pass, g
   */
  SpeculativeDecoder(DecodingRules rules, SpeculationPace pace) {
    this.rules = rules;
    this.pace = pace;
  }

  /**
   * @param target whose prompts have been read
   * @param proposer that knows the prompts; closed here
   */
  Generation.Outcome decode(
      Sequence target, Proposer proposer, BooleanSupplier cancelled, TokenListener listener) {
    try (proposer) {
      Run run = new Run(target, proposer, listener);
      pace.begin();
      while (!cancelled.getAsBoolean() && run.write(run.sure)) {
        int most = Math.min(pace.next(), rules.maxTokens() - run.written);
        if (most == 0) {
          run.step();
        } else {
          run.pass(most);
        }
      }
      return run.outcome();
    }
  }

  /** A batch on its way. */
  private final class Run {
    private final Sequence target;
    private final Proposer proposer;
    private final TokenListener listener;
    private final List<GrowingText> texts;
    private final List<GrowingText> open;
    private final int[] sure;
    private int written;
    private long passes;
    private long tested;
    private long accepted;

    Run(Sequence target, Proposer proposer, TokenListener listener) {
      this.target = target;
      this.proposer = proposer;
      this.listener = listener;
      this.texts =
          IntStream.range(0, target.batch()).mapToObj(row -> new GrowingText(row, rules)).toList();
      this.open = new ArrayList<>(texts);
      this.sure = new int[target.batch()];
      chooseSure(Scores.rows(target.logits()));
    }

    Generation.Outcome outcome() {
      List<int[]> tokens = texts.stream().map(GrowingText::tokens).toList();
      long count = tokens.stream().mapToLong(each -> each.length).sum();
      return new Generation.Outcome(
          tokens, new DecodingStatistics(count, passes, tested, accepted));
    }

    private void chooseSure(float[][] scores) {
      for (GrowingText text : open) {
        sure[text.row()] = text.choice().choose(scores[text.row()]);
      }
    }

    /** A token of each text that goes on; false where nothing follows in any. */
    boolean write(int[] tokens) {
      if (open.isEmpty()) {
        return false;
      }
      int[] read = new int[tokens.length];
      Arrays.fill(read, rules.endOfChunk());
      open.removeIf(text -> tokens[text.row()] == rules.endOfChunk());
      for (GrowingText text : open) {
        read[text.row()] = tokens[text.row()];
        text.append(tokens[text.row()]);
        listener.chosen(text.row(), tokens[text.row()]);
      }
      proposer.written(read);
      written++;
      if (written == rules.maxTokens()) {
        open.clear();
      }
      return !open.isEmpty();
    }

    /** The next tokens without proposals. */
    void step() {
      long from = System.nanoTime();
      int[][] tokens =
          Arrays.stream(sure).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
      float[][] scores = target.extend(tokens, Scores::rows);
      passes += open.size();
      chooseSure(scores);
      pace.stepped(System.nanoTime() - from);
    }

    /** Writes what all texts accept of at most {@code most} proposals each. */
    void pass(int most) {
      long from = System.nanoTime();
      int length = target.length();
      Proposal proposal = proposer.propose(most, open);
      if (proposal.length() == 0) {
        step();
        return;
      }
      float[][] scores = target.extend(withSure(proposal), Scores::rows);
      passes += open.size();
      int kept = keep(proposal, scores);
      target.truncate(length + 1 + kept);
      long nanos = System.nanoTime() - from;
      for (int i = 0; i < kept; i++) {
        write(proposal.tokens()[i]);
      }
      pace.passed(proposal.length(), kept, open.isEmpty() ? kept : kept + 1, nanos);
      proposer.keep(kept);
    }

    /** What is read of each text, [B][1 + g]. */
    private int[][] withSure(Proposal proposal) {
      int[][] rows = new int[sure.length][1 + proposal.length()];
      for (int row = 0; row < rows.length; row++) {
        rows[row][0] = sure[row];
        for (int i = 0; i < proposal.length(); i++) {
          rows[row][1 + i] = proposal.tokens()[i][row];
        }
      }
      return rows;
    }

    /** How many proposals all texts accept; what follows them is sure. */
    private int keep(Proposal proposal, float[][] scores) {
      List<Verdict> verdicts = open.stream().map(text -> verdict(text, proposal, scores)).toList();
      int kept = verdicts.stream().mapToInt(each -> each.limit(proposal)).min().orElseThrow();
      for (Verdict verdict : verdicts) {
        tell(verdict, kept, proposal);
        int row = verdict.text().row();
        if (kept < verdict.accepted()) {
          sure[row] = proposal.tokens()[kept][row];
        } else if (verdict.accepted() < proposal.length()) {
          sure[row] = verdict.instead();
        } else {
          sure[row] = verdict.text().choice().choose(after(row, kept, proposal, scores));
        }
      }
      return kept;
    }

    private Verdict verdict(GrowingText text, Proposal proposal, float[][] scores) {
      int row = text.row();
      for (int i = 0; i < proposal.length(); i++) {
        int proposed = proposal.tokens()[i][row];
        float[] own = after(row, i, proposal, scores);
        int token = text.choice().confirm(proposed, proposal.scoresOf(i, row), own);
        if (token != proposed) {
          return new Verdict(text, i, false, token);
        }
        if (token == rules.endOfChunk()) {
          return new Verdict(text, i + 1, true, token);
        }
      }
      return new Verdict(text, proposal.length(), false, rules.endOfChunk());
    }

    private static float[] after(int row, int proposals, Proposal proposal, float[][] scores) {
      return scores[row * (1 + proposal.length()) + proposals];
    }

    /**
     * Tells of the proposals that count: what lies beyond the token after the kept ones is lost.
     */
    private void tell(Verdict verdict, int kept, Proposal proposal) {
      int row = verdict.text().row();
      int count = Math.min(kept + 1, verdict.tested(proposal));
      for (int i = 0; i < count; i++) {
        boolean right = i < verdict.accepted();
        listener.tested(row, proposal.tokens()[i][row], right);
        tested++;
        accepted += right ? 1 : 0;
      }
    }
  }

  /**
   * What the model says to the proposals for one text.
   *
   * @param accepted the first so many
   * @param ends whether the last accepted one ends the text
   * @param instead of the first one that is not accepted
   */
  private record Verdict(GrowingText text, int accepted, boolean ends, int instead) {
    /** How many the batch may keep; a text that ends has no say in what follows. */
    int limit(Proposal proposal) {
      return ends ? proposal.length() : accepted;
    }

    int tested(Proposal proposal) {
      return ends ? accepted : Math.min(accepted + 1, proposal.length());
    }
  }
}
