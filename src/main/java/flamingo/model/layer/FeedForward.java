package flamingo.model.layer;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.ShapeException;
import flamingo.tensor.Shapes;
import flamingo.tensor.TensorOps;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The feed-forward block after every attention: {@code x += gate * W2 act(W1 norm(x))}.
 *
 * <pre>
 * B batch   L positions   D width   E = D x multiple
 *   x               [B, L, D]
 *   W1 norm(x)      [B, L, E]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 4</a>
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention is all you need, equation 2</a>
 */
public final class FeedForward {
  private final TensorOps ops;
  private final LayerNorm norm;
  private final PackedLinear expand;
  private final PackedLinear contract;
  private final Activation activation;

  /**
   * @throws ShapeException if the widths of the layers do not meet
   */
  public FeedForward(
      TensorOps ops,
      LayerNorm norm,
      PackedLinear expand,
      PackedLinear contract,
      Activation activation) {
    Shapes.requireWidth(norm.weight(), expand.inputs(), "Norm of a feed-forward block");
    if (expand.outputs() != contract.inputs() || contract.outputs() != norm.width()) {
      throw new ShapeException(
          "A feed-forward block must contract %d to %d, but its second layer goes from %d to %d."
              .formatted(expand.outputs(), norm.width(), contract.inputs(), contract.outputs()));
    }
    this.ops = ops;
    this.norm = norm;
    this.expand = expand;
    this.contract = contract;
    this.activation = activation;
  }

  /** OpenFlamingo's block, without biases: {@code 0} the norm, {@code 1} and {@code 3} linear. */
  public static FeedForward flamingo(int width, int multiple, Weights weights, Packer packer) {
    return new FeedForward(
        packer.ops(),
        packer.norm(weights, "0", width),
        packer.linear(weights, "1", width * multiple, width),
        packer.linear(weights, "3", width, width * multiple),
        Activation.GELU);
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    return expand.bytes() + contract.bytes();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return expand.kernel();
  }

  /** {@code x += W2 act(W1 norm(x))}, in place. */
  public void addTo(INDArray x) {
    addTo(x, 1, ExactSaving.usual());
  }

  /**
   * {@code x += gate * W2 act(W1 norm(x))}, in place.
   *
   * @param x [B, L, D], FLOAT
   * @param savings those that may be used
   * @throws ShapeException if the last dimension of {@code x} is not D; the message names both
   */
  public void addTo(INDArray x, float gate, Set<ExactSaving> savings) {
    Shapes.requireWidth(x, norm.width(), "Input of a feed-forward block");
    try (Scope scratch = ops.scope()) {
      INDArray normalised = ops.layerNorm(x, norm, expand.inputType());
      INDArray hidden =
          ops.linear(normalised, expand, Epilogue.activation(activation).as(contract.inputType()));
      GatedSum.add(ops, hidden, contract, x, gate, savings);
    }
  }
}
