package flamingo.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The best finished continuations of one prompt, as many as there are beams. */
final class Hypotheses {
  private final int most;
  private final List<Hypothesis> kept = new ArrayList<>();

  /**
   * @param tokens without {@code <|endofchunk|>}
   * @param score sum of log-probabilities by length to the power of the penalty
   */
  record Hypothesis(int[] tokens, double score) {}

  Hypotheses(int most) {
    this.most = most;
  }

  /** The worst one is dropped where there are too many; of equals, the later one is the better. */
  void add(int[] tokens, double score) {
    if (kept.size() < most || score > worst()) {
      kept.add(new Hypothesis(tokens, score));
      kept.sort(Comparator.comparingDouble(Hypothesis::score)); // stable
    }
    if (kept.size() > most) {
      kept.remove(0);
    }
  }

  /** Whether nothing that scores at most {@code attainable} could be better than those kept. */
  boolean isFull(double attainable) {
    return kept.size() == most && worst() >= attainable;
  }

  Hypothesis best() {
    return kept.get(kept.size() - 1);
  }

  private double worst() {
    return kept.get(0).score();
  }
}
