package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention as it is written: {@code softmax(q k^T / sqrt(d)) v} with {@code k, v = Wkv z}.
 *
 * <p>Where z is {@code [s * g + b; l]} with s standardised, the scale g and the shift b can be made
 * part of the weights: {@code Wkv (s * g + b) = (Wkv diag(g)) s + Wkv b}. Such weights are laid out
 * when they are first used.
 *
 * <pre>
 * B images   R queries   M keys   D width   H heads   d head width
 *   q      [B, R, H d]
 *   s      [B, N, D]
 *   l      [B, M - N, D]
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
  private final Weights weights;
  private final Precision precision;
  private PackedLinear toFoldedKeyValue;

  /**
   * @param weights {@code to_kv}
   */
  ProjectedAttention(int width, int heads, int headWidth, Weights weights, Packer packer) {
    this.ops = packer.ops();
    this.inner = heads * headWidth;
    this.toKeyValue = packer.linear(weights, "to_kv", 2 * inner, width);
    this.weights = weights;
    this.precision = packer.precision();
    this.spec = AttentionSpec.full(heads, (float) (1 / Math.sqrt(headWidth)));
  }

  long weightBytes() {
    return toKeyValue.bytes() + (toFoldedKeyValue == null ? 0 : toFoldedKeyValue.bytes());
  }

  INDArray attend(INDArray q, INDArray z) {
    return attendTo(ops.linear(z, toKeyValue, Epilogue.NONE.as(q.dataType())), q);
  }

  /** The shares that the values of one image are weighed by, [H, R, M]. */
  INDArray shares(INDArray q, INDArray z, int image) {
    INDArray kv = ops.linear(z, toKeyValue, Epilogue.NONE.as(q.dataType()));
    Span whole = new Span(image, 0, (int) q.size(1), 0, (int) z.size(1));
    return ops.attentionWeights(q, Views.columns(kv, 0, inner), spec, whole);
  }

  /**
   * The same with keys of two kinds.
   *
   * @param standardised s
   * @param norm g and b
   * @param rest l
   */
  INDArray attend(INDArray q, INDArray standardised, LayerNorm norm, INDArray rest) {
    long first = standardised.size(1);
    long keys = first + rest.size(1);
    Epilogue same = Epilogue.NONE.as(q.dataType());
    INDArray kv = ops.create(q.dataType(), q.size(0), keys, toKeyValue.outputs());
    ops.linear(standardised, folded(norm), same, Views.rows(kv, 0, first));
    ops.copy(ops.linear(rest, toKeyValue, same), Views.rows(kv, first, keys));
    return attendTo(kv, q);
  }

  private PackedLinear folded(LayerNorm norm) {
    if (toFoldedKeyValue == null) {
      INDArray plain = weights.get("to_kv.weight", toKeyValue.outputs(), toKeyValue.inputs());
      INDArray bias = plain.mmul(norm.bias());
      toFoldedKeyValue = ops.pack(plain.mulRowVector(norm.weight()).dup('c'), bias, precision);
    }
    return toFoldedKeyValue;
  }

  private INDArray attendTo(INDArray kv, INDArray q) {
    return ops.attention(
        q,
        Views.columns(kv, 0, inner),
        Views.columns(kv, inner, 2L * inner),
        spec,
        Span.whole((int) q.size(0), (int) q.size(1), (int) kv.size(1)));
  }
}
