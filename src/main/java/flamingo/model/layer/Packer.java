package flamingo.model.layer;

import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads the parameters of standard layers under their PyTorch names and packs them for an engine.
 *
 * @param ops the engine
 * @param precision of every linear layer
 */
public record Packer(TensorOps ops, Precision precision) {
  /** Epsilon of every layer normalisation of OpenFlamingo and CLIP. */
  public static final float EPSILON = 1e-5f;

  /** A linear layer without bias: {@code name.weight}, [outputs, inputs]. */
  public PackedLinear linear(Weights weights, String name, int outputs, int inputs) {
    return weights.use(
        name + ".weight", weight -> ops.pack(weight, null, precision), outputs, inputs);
  }

  /** A linear layer: {@code name.weight}, [outputs, inputs], and {@code name.bias}, [outputs]. */
  public PackedLinear biasedLinear(Weights weights, String name, int outputs, int inputs) {
    INDArray bias = weights.get(name + ".bias", outputs);
    return weights.use(
        name + ".weight", weight -> ops.pack(weight, bias, precision), outputs, inputs);
  }

  /** A layer normalisation with bias: {@code name.weight} and {@code name.bias}, [width]. */
  public LayerNorm norm(Weights weights, String name, int width) {
    return new LayerNorm(
        weights.get(name + ".weight", width), weights.get(name + ".bias", width), EPSILON);
  }

  /** A layer normalisation without bias: {@code name.weight}, [width]. */
  public LayerNorm plainNorm(Weights weights, String name, int width) {
    return new LayerNorm(weights.get(name + ".weight", width), null, EPSILON);
  }
}
