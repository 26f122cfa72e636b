package flamingo.train.module;

import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code softmax(q k^T / sqrt(d) + bias) v}, written out: on processors the fused product is
 * several times slower backwards.
 *
 * <pre>
 * B batch   L queries   M keys   H heads   d head width
 *   q             [B, L, H d]
 *   k; v          [B, M, H d]
 *   bias          [H, L, M]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention is all you need, equation 1</a>
 */
record Attention(int heads, int headWidth) {
  /** Shown to nobody. */
  static final Consumer<Tensor> UNOBSERVED = probabilities -> {};

  Tensor forward(Tensor q, Tensor k, Tensor v) {
    return forward(q, k, v, null, UNOBSERVED);
  }

  /**
   * @param bias added to the scores, or null
   * @param observer is shown the probabilities, [B, H, L, M]
   */
  Tensor forward(Tensor q, Tensor k, Tensor v, Tensor bias, Consumer<Tensor> observer) {
    Tensor scaled = q.mul(new Scalar(1 / Math.sqrt(headWidth)));
    Tensor scores = torch.matmul(byHead(scaled), byHead(k).transpose(2, 3)); // [B, H, L, M]
    Tensor probabilities = (bias == null ? scores : scores.add(bias)).softmax(-1);
    observer.accept(probabilities);
    return torch
        .matmul(probabilities, byHead(v)) // [B, H, L, d]
        .transpose(1, 2)
        .reshape(q.size(0), q.size(1), (long) heads * headWidth);
  }

  private Tensor byHead(Tensor x) {
    return x.reshape(x.size(0), x.size(1), heads, headWidth).transpose(1, 2);
  }
}
