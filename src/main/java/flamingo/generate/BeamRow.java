package flamingo.generate;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The beams of one prompt.
 *
 * <pre>
 * W beams   V vocabulary   n new tokens so far
 * </pre>
 */
final class BeamRow {
  /** All beams begin as the same prompt: only the first one's tokens count then. */
  private static final double NEVER = -1e9;

  private final DecodingRules rules;
  private final int prompt;
  private final Hypotheses ended;
  private final double[] sums;
  private final int[] parents;
  private int[][] texts; // [W][n]
  private boolean done;

  /** A token after a beam, and the sum of log-probabilities that it leads to. */
  private record Candidate(int beam, int token, double sum) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return Double.compare(sum, other.sum);
    }
  }

  /**
   * @param prompt tokens of the prompt, padding included
   */
  BeamRow(DecodingRules rules, int prompt) {
    int beams = rules.beams().count();
    this.rules = rules;
    this.prompt = prompt;
    this.ended = new Hypotheses(beams);
    this.sums = new double[beams];
    this.parents = new int[beams];
    this.texts = new int[beams][0];
    Arrays.fill(sums, 1, beams, NEVER);
  }

  /** Whether no beam can become better than those that ended. */
  boolean isDone() {
    return done;
  }

  /** The newest token of each beam, [W]. */
  int[] lastTokens() {
    return Arrays.stream(texts).mapToInt(text -> text[text.length - 1]).toArray();
  }

  /** The beam of the step before that each beam went on from, [W]. */
  int[] parents() {
    return parents.clone();
  }

  /**
   * Takes the next token of each beam.
   *
   * @param scores [W][V]
   */
  void advance(float[][] scores) {
    if (done) {
      return;
    }
    Candidate[] best = best(scores);
    int[][] before = texts;
    texts = before.clone();
    int beams = sums.length;
    for (int rank = 0, beam = 0; rank < best.length && beam < beams; rank++) {
      Candidate next = best[rank];
      int[] text = before[next.beam];
      if (next.token != rules.endOfChunk()) {
        texts[beam] = Arrays.copyOf(text, text.length + 1);
        texts[beam][text.length] = next.token;
        sums[beam] = next.sum;
        parents[beam] = next.beam;
        beam++;
      } else if (rank < beams) {
        ended.add(text, penalised(next.sum, text.length));
      }
    }
    done = ended.isFull(penalised(best[0].sum, before[0].length + 1));
  }

  /** The best of those that ended; beams that did not compete, too, unless none could win. */
  Hypotheses.Hypothesis best() {
    if (!done) {
      for (int beam = 0; beam < sums.length; beam++) {
        ended.add(texts[beam], penalised(sums[beam], texts[beam].length));
      }
      done = true;
    }
    return ended.best();
  }

  private double penalised(double sum, int newTokens) {
    return sum / Math.pow(prompt + newTokens, rules.beams().lengthPenalty());
  }

  /** The likeliest 2 W tokens of all beams together, best first. */
  private Candidate[] best(float[][] scores) {
    int most = 2 * sums.length;
    PriorityQueue<Candidate> best = new PriorityQueue<>(most); // the worst in front
    for (int beam = 0; beam < sums.length; beam++) {
      double shift = sums[beam] - Scores.logSumExp(scores[beam]);
      for (int token = 0; token < scores[beam].length; token++) {
        double sum = scores[beam][token] + shift;
        boolean enters = best.size() < most || sum > best.peek().sum;
        if (enters && !rules.forbidden().contains(token)) {
          best.add(new Candidate(beam, token, sum));
          if (best.size() > most) {
            best.remove();
          }
        }
      }
    }
    Candidate[] sorted = best.toArray(Candidate[]::new);
    Arrays.sort(sorted, (a, b) -> b.compareTo(a));
    return sorted;
  }
}
