package flamingo.model;

import flamingo.model.layer.FeedForward;
import flamingo.model.layer.Packer;
import flamingo.model.layer.SelfAttention;
import flamingo.model.layer.Weights;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a {@link PerceiverResampler} is compared with: self-attention among all visual features,
 * which keeps every one of them. Cost grows with the square of their number.
 *
 * <pre>
 * B images   N features an image   D width
 *   x     [B, N, D]
 *   out   [B, N, D]   normalised
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 3.3, ablation of the
 *     resampler</a>
 */
public final class DirectSelfAttention {
  private final TensorOps ops;
  private final int width;
  private final List<SelfAttention> attentions = new ArrayList<>();
  private final List<FeedForward> feedForwards = new ArrayList<>();
  private final LayerNorm norm;

  /**
   * @param sizes of the resampler it stands for: width, depth, heads and feed-forward are taken
   * @param weights {@code layers.k.0.norm}, {@code layers.k.0.to_qkv}, {@code layers.k.0.to_out},
   *     the feed-forward block under {@code layers.k.1}, and {@code norm}
   */
  public DirectSelfAttention(
      ResamplerConfig sizes, Weights weights, TensorOps ops, Precision precision) {
    Packer packer = new Packer(ops, precision);
    this.ops = ops;
    this.width = sizes.width();
    for (int layer = 0; layer < sizes.depth(); layer++) {
      Weights own = weights.under("layers." + layer);
      attentions.add(attention(sizes, own.under("0"), packer));
      feedForwards.add(
          FeedForward.flamingo(width, sizes.feedForwardMultiple(), own.under("1"), packer));
    }
    this.norm = packer.norm(weights, "norm", width);
  }

  private static SelfAttention attention(ResamplerConfig sizes, Weights weights, Packer packer) {
    int inner = sizes.heads() * sizes.headWidth();
    PackedLinear toQueryKeyValue = packer.linear(weights, "to_qkv", 3 * inner, sizes.width());
    return new SelfAttention(
        packer.ops(),
        packer.norm(weights, "norm", sizes.width()),
        toQueryKeyValue,
        packer.linear(weights, "to_out", sizes.width(), inner),
        AttentionSpec.full(sizes.heads(), (float) (1 / Math.sqrt(sizes.headWidth()))),
        SelfAttention.Positions.NONE);
  }

  /** Number of trained numbers of such layers. */
  public static long parameters(ResamplerConfig sizes) {
    long inner = (long) sizes.heads() * sizes.headWidth();
    long attention = 2L * sizes.width() + 4 * inner * sizes.width();
    long feedForward =
        2L * sizes.width() + 2L * sizes.feedForwardMultiple() * sizes.width() * sizes.width();
    return sizes.depth() * (attention + feedForward) + 2L * sizes.width();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return feedForwards.get(0).kernel();
  }

  /** [B, N, D] to [B, N, D]. */
  public INDArray forward(INDArray x) {
    Shapes.require(
        x.rank() == 3 && x.size(2) == width, "Visual features", "[B, N, " + width + "]", x);
    INDArray out = ops.create(DataType.FLOAT, x.shape());
    ops.copy(x, out);
    try (Scope scratch = ops.scope()) {
      List<Span> spans = Span.whole((int) x.size(0), (int) x.size(1), (int) x.size(1));
      for (int layer = 0; layer < attentions.size(); layer++) {
        attentions.get(layer).addTo(out, spans);
        feedForwards.get(layer).addTo(out);
      }
      ops.layerNorm(out, norm, out);
    }
    return out;
  }
}
