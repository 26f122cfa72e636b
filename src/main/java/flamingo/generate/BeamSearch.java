package flamingo.generate;

import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Keeps the likeliest continuations of each prompt instead of one, and answers with the best that
 * ended.
 *
 * <pre>
 * B batch   W beams   V vocabulary
 *   scores   [B, W, V]   of the tokens after each beam's last one
 * </pre>
 *
 * <p>As transformers 4.33 does it, which OpenFlamingo was evaluated with: each step looks at the
 * best 2 W tokens; ends that are not among the first W are dropped; a score is the sum of
 * log-probabilities divided by the length, prompt and padding counted and {@code <|endofchunk|>}
 * not, to the power of the penalty.
 *
 * @see <a href="https://arxiv.org/abs/1609.08144">Wu et al. 2016, section 7</a>
 */
public final class BeamSearch {
  /** As many as OpenFlamingo was evaluated with. */
  public static final int USUAL_BEAMS = 3;

  private static final int MOST_BEAMS = 64;

  private final DecodingRules rules;
  private final int beams;
  private final double lengthPenalty;

  /**
   * What was written.
   *
   * @param tokens of the best beam of each sequence, without {@code <|endofchunk|>}
   * @param scores of the same
   */
  public record Outcome(List<int[]> tokens, double[] scores) {}

  /**
   * @param beams W, {@link #USUAL_BEAMS} where OpenFlamingo was evaluated
   * @param lengthPenalty 0 there; greater than 0 favours long answers
   */
  public BeamSearch(DecodingRules rules, int beams, double lengthPenalty) {
    if (beams < 1 || beams > MOST_BEAMS) {
      throw new IllegalArgumentException(
          "There can be 1 to %d beams, not %d.".formatted(MOST_BEAMS, beams));
    }
    if (!Double.isFinite(lengthPenalty)) {
      throw new IllegalArgumentException("The length penalty must be a number, such as 0 or 1.");
    }
    this.rules = rules;
    this.beams = beams;
    this.lengthPenalty = lengthPenalty;
  }

  /** Continues every sequence to its end. */
  public Outcome decode(Sequence sequence) {
    return decode(sequence, () -> false);
  }

  /**
   * @param sequence prompts that have just been read; they are as before afterwards
   * @param cancelled asked before every token; true ends with what there is
   */
  public Outcome decode(Sequence sequence, BooleanSupplier cancelled) {
    int prompt = sequence.length();
    sequence.requireRoom(rules.maxTokens() - 1); // the last one is not read
    List<BeamRow> rows = new ArrayList<>();
    for (float[] first : Scores.rows(sequence.logits())) {
      rows.add(new BeamRow(rules, beams, lengthPenalty, prompt));
      float[][] scores = new float[beams][];
      Arrays.fill(scores, first);
      rows.get(rows.size() - 1).advance(scores);
    }
    for (int token = 1; token < rules.maxTokens() && !cancelled.getAsBoolean(); token++) {
      if (rows.stream().allMatch(BeamRow::isDone)) {
        break;
      }
      int[][] tokens = rows.stream().map(BeamRow::lastTokens).toArray(int[][]::new);
      int[][] parents = rows.stream().map(BeamRow::parents).toArray(int[][]::new);
      float[][] scores = Scores.rows(sequence.branch(tokens, parents)); // [B W][V]
      for (int row = 0; row < rows.size(); row++) {
        rows.get(row).advance(Arrays.copyOfRange(scores, row * beams, (row + 1) * beams));
      }
    }
    sequence.truncate(prompt);
    List<Hypotheses.Hypothesis> best = rows.stream().map(BeamRow::best).toList();
    return new Outcome(
        best.stream().map(Hypotheses.Hypothesis::tokens).toList(),
        best.stream().mapToDouble(Hypotheses.Hypothesis::score).toArray());
  }
}
