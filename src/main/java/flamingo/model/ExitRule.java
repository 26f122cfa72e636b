package flamingo.model;

import java.util.Collections;
import java.util.List;

/**
 * When an image leaves the resampler: after the first layer that changes its latents, in shares of
 * their own length {@code ||l' - l|| / ||l||}, by less or by more than that layer's threshold. Each
 * image goes by itself. Latents that hardly change have settled; where a layer was trained to
 * answer at once, those that change most are the sure ones. Which of both holds is for a
 * calibration to find.
 *
 * @param changes threshold of each layer, the first one first; after layers beyond them no image
 *     leaves early
 * @see <a href="https://arxiv.org/abs/2207.07061">CALM: confident adaptive language modeling</a>
 */
public record ExitRule(When when, List<Double> changes) {
  /** Every image passes all layers. */
  public static final ExitRule NEVER = new ExitRule(When.NEVER, List.of());

  /** As it was calibrated for the model. */
  public static final ExitRule CALIBRATED = new ExitRule(When.CALIBRATED, List.of());

  /** What sends an image out. */
  public enum When {
    NEVER,
    CALIBRATED,
    /** A change below the threshold. */
    BELOW,
    /** A change above the threshold. */
    ABOVE
  }

  /**
   * @throws IllegalArgumentException if a threshold is negative
   */
  public ExitRule {
    changes = List.copyOf(changes);
    if (changes.stream().anyMatch(change -> !(change >= 0))) {
      throw new IllegalArgumentException(
          "Latents cannot change by %s; give thresholds of 0 or more.".formatted(changes));
    }
  }

  /** The same threshold after each of some layers. */
  public static ExitRule below(double change, int layers) {
    return new ExitRule(When.BELOW, Collections.nCopies(layers, change));
  }

  /**
   * Whether an image leaves.
   *
   * @param layer that has just run, from 0
   * @param change of the image's latents by it
   */
  public boolean leaves(int layer, double change) {
    if (layer >= changes.size()) {
      return false;
    }
    return when == When.BELOW ? change < changes.get(layer) : change > changes.get(layer);
  }
}
