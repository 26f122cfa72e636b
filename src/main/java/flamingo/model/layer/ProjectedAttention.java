package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention as it is written: {@code softmax(q k^T / sqrt(d)) v} with {@code k, v = Wkv z}.
 *
 * <pre>
 * B images   R queries   M keys   D width   H heads   d head width
 *   q      [B, R, H d]
 *   z      [B, M, D]
 *   k; v   [B, M, 2 H d]   one product
 *   out    [B, R, H d]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention is all you need, equation 1</a>
 */
final class ProjectedAttention {
  private final TensorOps ops;
  private final int inner;
  private final PackedLinear toKeyValue;
  private final AttentionSpec spec;

  /**
   * @param weights {@code to_kv}
   */
  ProjectedAttention(int width, int heads, int headWidth, Weights weights, Packer packer) {
    this.ops = packer.ops();
    this.inner = heads * headWidth;
    this.toKeyValue = packer.linear(weights, "to_kv", 2 * inner, width);
    this.spec = AttentionSpec.full(heads, (float) (1 / Math.sqrt(headWidth)));
  }

  long weightBytes() {
    return toKeyValue.bytes();
  }

  INDArray attend(INDArray q, INDArray z) {
    INDArray kv = ops.linear(z, toKeyValue, Epilogue.NONE.as(q.dataType())); // [B, M, 2 H d]
    return ops.attention(
        q,
        Views.columns(kv, 0, inner),
        Views.columns(kv, inner, 2L * inner),
        spec,
        Span.whole((int) q.size(0), (int) q.size(1), (int) z.size(1)));
  }
}
