package flamingo.model;

import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.vision.VisionConfig;

/**
 * Sizes of a whole {@link Flamingo}.
 *
 * @param vision the tower that reads pixels
 * @param resampler what makes a fixed number of visual tokens of its output
 * @param language the decoder
 * @param crossAttention the blocks that bring images into it
 * @param crossAttentionEvery a block stands before every n-th layer: before layer i where (i + 1)
 *     is divisible by n
 * @param specialTokens ids of the tokens that are not words
 */
public record FlamingoConfig(
    VisionConfig vision,
    ResamplerConfig resampler,
    LanguageConfig language,
    CrossAttentionConfig crossAttention,
    int crossAttentionEvery,
    SpecialTokens specialTokens) {

  /**
   * @throws IllegalArgumentException if the widths of the parts do not meet; the message names them
   */
  public FlamingoConfig {
    requireSame("vision tower", vision.width(), "resampler", resampler.width());
    requireSame("resampler", resampler.width(), "cross-attention", crossAttention.mediaWidth());
    requireSame("language model", language.width(), "cross-attention", crossAttention.width());
    if (crossAttentionEvery < 1 || crossAttentionEvery > language.layers()) {
      throw new IllegalArgumentException(
          "Cross-attention before every %d of %d layers leaves no block; choose 1 to %d."
              .formatted(crossAttentionEvery, language.layers(), language.layers()));
    }
  }

  /** The same with another vision tower. */
  public FlamingoConfig with(VisionConfig tower) {
    return new FlamingoConfig(
        tower, resampler, language, crossAttention, crossAttentionEvery, specialTokens);
  }

  /** Whether a cross-attention block stands before this layer of the decoder. */
  public boolean hasBlockBefore(int layer) {
    return (layer + 1) % crossAttentionEvery == 0;
  }

  /** Number of cross-attention blocks. */
  public int blocks() {
    return language.layers() / crossAttentionEvery;
  }

  /** Number of trained numbers. */
  public long parameters() {
    return vision.parameters()
        + resampler.parameters()
        + language.parameters()
        + blocks() * crossAttention.parameters();
  }

  private static void requireSame(String one, int width, String other, int otherWidth) {
    if (width != otherWidth) {
      throw new IllegalArgumentException(
          "The %s has width %d, but the %s expects %d.".formatted(one, width, other, otherWidth));
    }
  }
}
