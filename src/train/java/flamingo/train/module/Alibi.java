package flamingo.train.module;

import flamingo.train.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention with linear biases, causal: head h of H adds {@code 2^(-8 h / H) (j - i)} to the score
 * of query i and key j, h = 1..H, and forbids later keys.
 *
 * @see <a href="https://arxiv.org/abs/2108.12409">ALiBi</a>
 */
final class Alibi {
  private static final double MAX = 8;

  private final Tensor bias; // [H, longest, longest]

  Alibi(int heads, int longest) {
    float[] values = new float[heads * longest * longest];
    for (int head = 0; head < heads; head++) {
      double slope = Math.pow(2, -MAX * (head + 1) / heads);
      for (int i = 0; i < longest; i++) {
        for (int j = 0; j < longest; j++) {
          values[(head * longest + i) * longest + j] =
              j > i ? Float.NEGATIVE_INFINITY : (float) (slope * (j - i));
        }
      }
    }
    this.bias = Tensors.of(values, heads, longest, longest);
  }

  /** [H, length, length]. */
  Tensor of(long length) {
    return bias.narrow(1, 0, length).narrow(2, 0, length);
  }
}
