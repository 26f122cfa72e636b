package flamingo.model.layer;

import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The block that brings images into a frozen language model: {@code x += tanh(a) * attention(x,
 * media)}, then {@code x += tanh(f) * feedForward(x)}. The gates a and f are single numbers; with
 * both at 0 the language model is untouched.
 *
 * <pre>
 * B batch   L text   D width   T images   R visual tokens an image   Dv their width
 *   x        [B, L, D]
 *   media    [B, T, R, Dv]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.2 and figure 4</a>
 */
public final class GatedCrossAttention {
  private final CrossAttention attention;
  private final FeedForward feedForward;
  private final float attentionGate;
  private final float feedForwardGate;

  /**
   * @param weights {@code attn}, {@code attn_gate}, {@code ff}, {@code ff_gate}
   */
  public GatedCrossAttention(CrossAttentionConfig config, Weights weights, Packer packer) {
    this.attention = new CrossAttention(config, weights.under("attn"), packer);
    this.feedForward =
        FeedForward.flamingo(
            config.width(), config.feedForwardMultiple(), weights.under("ff"), packer);
    this.attentionGate = gate(weights, "attn_gate");
    this.feedForwardGate = gate(weights, "ff_gate");
  }

  public CrossAttention attention() {
    return attention;
  }

  /** What attention is multiplied by, {@code tanh(a)}. */
  public float attentionGate() {
    return attentionGate;
  }

  /** What the feed-forward block is multiplied by, {@code tanh(f)}. */
  public float feedForwardGate() {
    return feedForwardGate;
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    return attention.weightBytes() + feedForward.weightBytes();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return feedForward.kernel();
  }

  /** {@code x += tanh(a) * attention(x, media)}, in place. */
  public void addAttention(
      INDArray x, Media media, MediaLayout layout, Set<ExactSaving> savings, MediaReader reader) {
    attention.addTo(x, media, layout, attentionGate, savings, reader);
  }

  /** {@code x += tanh(f) * feedForward(x)}, in place; text that sees no image takes it, too. */
  public void addFeedForward(INDArray x, Set<ExactSaving> savings) {
    feedForward.addTo(x, feedForwardGate, savings);
  }

  /**
   * The whole block, in place.
   *
   * @param x [B, L, D], FLOAT
   * @param savings those that may be used
   * @param reader what is read of the images
   */
  public void addTo(
      INDArray x, Media media, MediaLayout layout, Set<ExactSaving> savings, MediaReader reader) {
    addAttention(x, media, layout, savings, reader);
    addFeedForward(x, savings);
  }

  /** The same, reading all visual tokens. */
  public void addTo(INDArray x, Media media, MediaLayout layout, Set<ExactSaving> savings) {
    addTo(x, media, layout, savings, MediaReader.all());
  }

  private static float gate(Weights weights, String name) {
    return (float) Math.tanh(weights.get(name, 1).getDouble(0));
  }
}
