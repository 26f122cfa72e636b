package flamingo.dataset;

import java.util.SplittableRandom;

/** Parts of a data set that have no image in common. */
public enum Split {
  /** For training. */
  TRAIN,
  /** For choosing settings. */
  VALIDATION,
  /** For the figures that are reported, never for training or choosing. */
  TEST;

  /** A generator of this split's own: no two splits, and no two seeds, share their numbers. */
  public SplittableRandom random(long seed) {
    long mixed = new SplittableRandom(seed * values().length + ordinal()).nextLong();
    return new SplittableRandom(mixed);
  }
}
