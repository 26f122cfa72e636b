package flamingo.model;

/**
 * Sizes of a {@link PerceiverResampler}.
 *
 * @param width of the visual features and of the latents, D
 * @param depth number of layers
 * @param headWidth width of an attention head
 * @param heads number of attention heads
 * @param latents number of latents, R
 * @param feedForwardMultiple hidden width of the feed-forward block, as a multiple of D
 * @param maxMedia images that have an embedding of their place, 0 where there is none
 * @param maxFrames frames that have an embedding of their place, 0 where there is none
 */
public record ResamplerConfig(
    int width,
    int depth,
    int headWidth,
    int heads,
    int latents,
    int feedForwardMultiple,
    int maxMedia,
    int maxFrames) {

  /**
   * @throws IllegalArgumentException if a size is not positive
   */
  public ResamplerConfig {
    if (Math.min(Math.min(width, depth), Math.min(headWidth, heads)) < 1
        || Math.min(latents, feedForwardMultiple) < 1
        || Math.min(maxMedia, maxFrames) < 0) {
      throw new IllegalArgumentException(
          "Every size of a resampler must be positive: width %d, depth %d, %d heads x %d, %d latents."
              .formatted(width, depth, heads, headWidth, latents));
    }
  }

  /** A resampler for single images, without embeddings of place: OpenFlamingo's. */
  public static ResamplerConfig images(
      int width, int depth, int heads, int headWidth, int latents) {
    return new ResamplerConfig(width, depth, headWidth, heads, latents, 4, 0, 0);
  }

  public ResamplerConfig withWidth(int other) {
    return new ResamplerConfig(
        other, depth, headWidth, heads, latents, feedForwardMultiple, maxMedia, maxFrames);
  }

  public ResamplerConfig withLatents(int count) {
    return new ResamplerConfig(
        width, depth, headWidth, heads, count, feedForwardMultiple, maxMedia, maxFrames);
  }

  /** Number of trained numbers. */
  public long parameters() {
    long inner = (long) heads * headWidth;
    long attention = 4L * width + 4 * inner * width; // two norms; q, k, v, out
    long feedForward = 2L * width + 2L * feedForwardMultiple * width * width;
    return (latents + maxMedia + maxFrames + 2L) * width + depth * (attention + feedForward);
  }
}
