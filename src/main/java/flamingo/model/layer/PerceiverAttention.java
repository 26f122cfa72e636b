package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of the Perceiver Resampler: latents attend to the visual features and to themselves,
 * {@code l += softmax(q k^T / sqrt(d)) v} with {@code q = Wq norm(l)} and {@code k, v = Wkv
 * [norm(x); norm(l)]}, then a feed-forward block.
 *
 * <pre>
 * B images   N features an image   R latents   D width   H heads   d head width
 *   x                      [B, N, D]
 *   l                      [B, R, D]
 *   norm(x); norm(l)       [B, N + R, D]      one buffer, written in two halves
 *   k; v                   [B, N + R, 2 H d]  one product
 *   q                      [B, R, H d]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 5</a>
 */
public final class PerceiverAttention {
  private final TensorOps ops;
  private final int width;
  private final LayerNorm mediaNorm;
  private final LayerNorm latentNorm;
  private final PackedLinear toQuery;
  private final PackedLinear toKeyValue;
  private final PackedLinear toOut;
  private final AttentionSpec spec;
  private final FeedForward feedForward;

  /**
   * @param weights {@code 0.norm_media}, {@code 0.norm_latents}, {@code 0.to_q}, {@code 0.to_kv},
   *     {@code 0.to_out}, and the feed-forward block under {@code 1}
   */
  public PerceiverAttention(
      int width, int heads, int headWidth, int multiple, Weights weights, Packer packer) {
    int inner = heads * headWidth;
    Weights attention = weights.under("0");
    this.ops = packer.ops();
    this.width = width;
    this.mediaNorm = packer.norm(attention, "norm_media", width);
    this.latentNorm = packer.norm(attention, "norm_latents", width);
    this.toQuery = packer.linear(attention, "to_q", inner, width);
    this.toKeyValue = packer.linear(attention, "to_kv", 2 * inner, width);
    this.toOut = packer.linear(attention, "to_out", width, inner);
    this.spec = AttentionSpec.full(heads, (float) (1 / Math.sqrt(headWidth)));
    this.feedForward = FeedForward.flamingo(width, multiple, weights.under("1"), packer);
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    long attention = toQuery.bytes() + toKeyValue.bytes() + toOut.bytes();
    return attention + feedForward.weightBytes();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return toKeyValue.kernel();
  }

  /**
   * Updates the latents in place.
   *
   * @param latents [B, R, D], FLOAT
   * @param media [B, N, D]
   */
  public void addTo(INDArray latents, INDArray media) {
    Shapes.requireWidth(latents, width, "Latents");
    Shapes.require(
        media.rank() == 3 && media.size(0) == latents.size(0) && media.size(2) == width,
        "Visual features",
        "[" + latents.size(0) + ", N, " + width + "]",
        media);
    try (Scope scratch = ops.scope()) {
      attend(latents, media);
    }
    feedForward.addTo(latents);
  }

  private void attend(INDArray latents, INDArray media) {
    int batch = (int) latents.size(0);
    int features = (int) media.size(1);
    int keys = features + (int) latents.size(1);
    int inner = toQuery.outputs();
    INDArray normalised = ops.create(toKeyValue.inputType(), batch, keys, width);
    INDArray normalisedLatents = Views.rows(normalised, features, keys); // [B, R, D]
    ops.layerNorm(media, mediaNorm, Views.rows(normalised, 0, features));
    ops.layerNorm(latents, latentNorm, normalisedLatents);
    Epilogue toAttention = Epilogue.NONE.as(activations());
    INDArray q = ops.linear(normalisedLatents, toQuery, toAttention); // [B, R, H d]
    INDArray kv = ops.linear(normalised, toKeyValue, toAttention); // [B, N + R, 2 H d]
    INDArray attended =
        ops.attention(
            q,
            Views.columns(kv, 0, inner),
            Views.columns(kv, inner, 2L * inner),
            spec,
            Span.whole(batch, (int) latents.size(1), keys)); // [B, R, H d]
    ops.linear(attended, toOut, Epilogue.residual(latents), latents);
  }

  private DataType activations() {
    return toOut.inputType();
  }
}
