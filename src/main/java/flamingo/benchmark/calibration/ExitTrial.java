package flamingo.benchmark.calibration;

import flamingo.model.ExitRule;
import java.util.List;

/**
 * What a request would have become after each layer of the resampler.
 *
 * @param changes of the image's latents by each layer, in shares of their length
 * @param right whether the answer is right if the image leaves after each layer; the last is the
 *     dense answer
 */
public record ExitTrial(List<Double> changes, List<Boolean> right) {
  /**
   * @throws IllegalArgumentException if there is not one of each for a layer
   */
  public ExitTrial {
    changes = List.copyOf(changes);
    right = List.copyOf(right);
    if (changes.isEmpty() || changes.size() != right.size()) {
      throw new IllegalArgumentException(
          "A trial needs a change and an answer for each layer, not %d and %d."
              .formatted(changes.size(), right.size()));
    }
  }

  /** The layer after which the image leaves, from 1. */
  int depth(ExitRule rule) {
    int layer = 0;
    while (layer < changes.size() - 1 && !rule.leaves(layer, changes.get(layer))) {
      layer++;
    }
    return layer + 1;
  }

  /** 1 if a right answer is lost by leaving, -1 if one is won, else 0. */
  int loss(ExitRule rule) {
    boolean dense = right.get(right.size() - 1);
    boolean early = right.get(depth(rule) - 1);
    return (dense ? 1 : 0) - (early ? 1 : 0);
  }
}
