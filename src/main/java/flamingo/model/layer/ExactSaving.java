package flamingo.model.layer;

import java.util.EnumSet;
import java.util.Set;

/**
 * A way to do less work for the same result to rounding. Those that pay are on by default; each can
 * be left out or added, so that it can be measured alone.
 */
public enum ExactSaving {
  /** Multiplies the key and value weights with the few latents instead of the many features. */
  ABSORPTION,
  /** Encodes all images of a call together instead of one after the other. */
  BATCHED_IMAGES,
  /**
   * Standardises the features once for all layers of the resampler; each layer's scale and shift
   * are part of its key and value weights. Off by default: one product for features and latents
   * together takes less time than is spared, so far on every processor that it was measured on.
   */
  FOLDED_NORMS,
  /** Scales by the gate and adds to the text while a product is written, not in further passes. */
  FUSED_GATES,
  /** Leaves the images that a token does not see out of its attention instead of masking them. */
  GATHERED_IMAGES,
  /** Projects an image's keys and values once, not again for every token that is written. */
  KEPT_MEDIA_KEYS,
  /** Scores the last position of a prompt alone, which is the only one that is read. */
  LAST_LOGITS,
  /** Keeps scratch memory from one call to the next. */
  REUSED_SCRATCH,
  /** Reads the beginning that a prompt shares with the one before it only once. */
  SHARED_PREFIX;

  /** Those that pay. */
  public static Set<ExactSaving> usual() {
    return EnumSet.complementOf(EnumSet.of(FOLDED_NORMS));
  }

  /** All of them. */
  public static Set<ExactSaving> all() {
    return EnumSet.allOf(ExactSaving.class);
  }
}
