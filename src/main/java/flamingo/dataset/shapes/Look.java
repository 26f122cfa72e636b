package flamingo.dataset.shapes;

import java.util.SplittableRandom;

/**
 * Light and noise of an image.
 *
 * @param fading how much darker the bottom is than the top, in levels of 256
 * @param shading how much darker a figure's bottom is than its middle, 0 to 1
 * @param shadow how much darker a figure makes the background below it, 0 to 1
 * @param noise standard deviation of each level
 */
record Look(double fading, double shading, double shadow, double noise) {
  /** Light from above and no noise. */
  static final Look SOFT = new Look(14, 0.12, 0.3, 0);

  private static final double STRONGEST_FADING = 20;
  private static final double STRONGEST_SHADING = 0.15;
  private static final double STRONGEST_SHADOW = 0.35;
  private static final double STRONGEST_NOISE = 5;

  /** Each kind of light in half of the images, some noise in all. */
  static Look any(SplittableRandom random) {
    return new Look(
        sometimes(STRONGEST_FADING, random),
        sometimes(STRONGEST_SHADING, random),
        sometimes(STRONGEST_SHADOW, random),
        random.nextDouble(STRONGEST_NOISE));
  }

  private static double sometimes(double strongest, SplittableRandom random) {
    return strongest * Math.max(0, random.nextDouble(-1, 1));
  }
}
