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
  private final DecodingRules rules;

  /**
   * What was written.
   *
   * @param tokens of the best beam of each sequence, without {@code <|endofchunk|>}
   * @param scores of the same
   * @param passes of the model over further tokens
   */
  public record Outcome(List<int[]> tokens, double[] scores, int passes) {}

  /**
   * @param rules whose sampling is not used
   */
  public BeamSearch(DecodingRules rules) {
    this.rules = rules;
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
    int width = rules.beams().count();
    sequence.requireRoom(rules.maxTokens() - 1); // the last one is not read
    List<BeamRow> rows = new ArrayList<>();
    for (float[] first : Scores.rows(sequence.logits())) {
      rows.add(new BeamRow(rules, prompt));
      float[][] scores = new float[width][];
      Arrays.fill(scores, first);
      rows.get(rows.size() - 1).advance(scores);
    }
    int passes = 0;
    while (passes + 1 < rules.maxTokens()
        && !rows.stream().allMatch(BeamRow::isDone)
        && !cancelled.getAsBoolean()) {
      int[][] tokens = rows.stream().map(BeamRow::lastTokens).toArray(int[][]::new);
      int[][] parents = rows.stream().map(BeamRow::parents).toArray(int[][]::new);
      float[][] scores = Scores.rows(sequence.branch(tokens, parents)); // [B W][V]
      for (int row = 0; row < rows.size(); row++) {
        rows.get(row).advance(Arrays.copyOfRange(scores, row * width, (row + 1) * width));
      }
      passes++;
    }
    sequence.truncate(prompt);
    List<Hypotheses.Hypothesis> best = rows.stream().map(BeamRow::best).toList();
    return new Outcome(
        best.stream().map(Hypotheses.Hypothesis::tokens).toList(),
        best.stream().mapToDouble(Hypotheses.Hypothesis::score).toArray(),
        passes);
  }
}
