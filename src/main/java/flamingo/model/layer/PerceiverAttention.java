package flamingo.model.layer;

import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.TensorOps;
import java.util.Set;
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
 *   q                      [B, R, H d]
 * </pre>
 *
 * Keys and values are made by {@link ProjectedAttention} or avoided by {@link AbsorbedAttention};
 * both give the same result.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 5</a>
 */
public final class PerceiverAttention {
  private final TensorOps ops;
  private final int width;
  private final LayerNorm mediaNorm;
  private final LayerNorm latentNorm;
  private final PackedLinear toQuery;
  private final ProjectedAttention projected;
  private final AbsorbedAttention absorbed;
  private final PackedLinear toOut;
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
    this.projected = new ProjectedAttention(width, heads, headWidth, attention, packer);
    this.absorbed = new AbsorbedAttention(width, heads, headWidth, attention, packer);
    this.toOut = packer.linear(attention, "to_out", width, inner);
    this.feedForward = FeedForward.flamingo(width, multiple, weights.under("1"), packer);
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    long attention = toQuery.bytes() + projected.weightBytes() + toOut.bytes();
    return attention + absorbed.weightBytes() + feedForward.weightBytes();
  }

  /** Whether features are better standardised once for all layers: their keys are projected. */
  public boolean folds(int latents, int features, Set<ExactSaving> savings) {
    return savings.contains(ExactSaving.FOLDED_NORMS) && !absorbs(latents, features, savings);
  }

  /** Type in which it takes standardised features. */
  public DataType inputType() {
    return toQuery.inputType();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return toQuery.kernel();
  }

  /**
   * Updates the latents in place.
   *
   * @param latents [B, R, D], FLOAT
   * @param media [B, N, D]
   * @param standardised the same with mean 0 and variance 1 in each row, or null; spares a
   *     normalisation where keys and values are projected
   * @param savings those that may be used
   */
  public void addTo(
      INDArray latents, INDArray media, INDArray standardised, Set<ExactSaving> savings) {
    Shapes.requireWidth(latents, width, "Latents");
    Shapes.require(
        media.rank() == 3 && media.size(0) == latents.size(0) && media.size(2) == width,
        "Visual features",
        "[" + latents.size(0) + ", N, " + width + "]",
        media);
    try (Scope scratch = ops.scope()) {
      boolean absorb = absorbs((int) latents.size(1), (int) media.size(1), savings);
      INDArray attended = // [B, R, H d]
          standardised == null || absorb
              ? attend(latents, media, absorb)
              : attendFolded(latents, standardised);
      ops.linear(attended, toOut, Epilogue.residual(latents), latents);
    }
    feedForward.addTo(latents);
  }

  /**
   * How the latents of one image share their attention among its features and the latents.
   *
   * @param latents [B, R, D]
   * @param media [B, N, D]
   * @return [H, R, N + R]; each row adds up to 1
   */
  public INDArray shares(INDArray latents, INDArray media, int image) {
    INDArray normalised = normalised(latents, media);
    INDArray q = queries(normalised, (int) media.size(1));
    return projected.shares(q, normalised, image);
  }

  private boolean absorbs(int latents, int features, Set<ExactSaving> savings) {
    return savings.contains(ExactSaving.ABSORPTION) && absorbed.pays(latents, features);
  }

  private INDArray attendFolded(INDArray latents, INDArray standardised) {
    INDArray normalised = ops.layerNorm(latents, latentNorm, toQuery.inputType());
    INDArray q = ops.linear(normalised, toQuery, Epilogue.NONE.as(toOut.inputType()));
    return projected.attend(q, standardised, mediaNorm, normalised);
  }

  private INDArray attend(INDArray latents, INDArray media, boolean absorb) {
    INDArray normalised = normalised(latents, media);
    INDArray q = queries(normalised, (int) media.size(1));
    return absorb ? absorbed.attend(q, normalised) : projected.attend(q, normalised);
  }

  /** [B, N + R, D]: features, then latents. */
  private INDArray normalised(INDArray latents, INDArray media) {
    int features = (int) media.size(1);
    int keys = features + (int) latents.size(1);
    INDArray normalised = ops.create(toQuery.inputType(), media.size(0), keys, width);
    ops.layerNorm(media, mediaNorm, Views.rows(normalised, 0, features));
    ops.layerNorm(latents, latentNorm, Views.rows(normalised, features, keys));
    return normalised;
  }

  /** Of the latents that stand behind the features, [B, R, H d]. */
  private INDArray queries(INDArray normalised, int features) {
    INDArray latents = Views.rows(normalised, features, normalised.size(1));
    return ops.linear(latents, toQuery, Epilogue.NONE.as(toOut.inputType()));
  }
}
