package flamingo.model.layer;

/**
 * Sizes of a {@link GatedCrossAttention} block.
 *
 * @param width of the text, D
 * @param mediaWidth of the visual tokens, Dv
 * @param heads number of attention heads
 * @param headWidth width of an attention head, whatever D is
 * @param feedForwardMultiple hidden width of the feed-forward block, as a multiple of D
 * @param attention which images a text token sees
 */
public record CrossAttentionConfig(
    int width,
    int mediaWidth,
    int heads,
    int headWidth,
    int feedForwardMultiple,
    MediaAttention attention) {

  /**
   * @throws IllegalArgumentException if a size is not positive
   */
  public CrossAttentionConfig {
    if (Math.min(Math.min(width, mediaWidth), Math.min(heads, headWidth)) < 1
        || feedForwardMultiple < 1) {
      throw new IllegalArgumentException(
          "Every size of a cross-attention block must be positive: width %d, visual width %d, %d heads x %d."
              .formatted(width, mediaWidth, heads, headWidth));
    }
  }

  public CrossAttentionConfig withWidths(int text, int media) {
    return new CrossAttentionConfig(text, media, heads, headWidth, feedForwardMultiple, attention);
  }

  /** Number of trained numbers, gates included. */
  public long parameters() {
    long inner = (long) heads * headWidth;
    long attention = 2L * width + 2 * inner * width + 2 * inner * mediaWidth;
    long feedForward = 2L * width + 2L * feedForwardMultiple * width * width;
    return attention + feedForward + 2;
  }
}
