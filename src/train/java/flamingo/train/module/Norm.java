package flamingo.train.module;

import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Layer normalisation over the last dimension.
 *
 * @param weight [D]
 * @param bias [D], or null
 */
record Norm(Tensor weight, Tensor bias) {
  private static final double EPSILON = 1e-5;

  static Norm of(Parameters parameters, String name, long width) {
    Tensor weight = parameters.constant(name + ".weight", 1, width);
    return new Norm(weight, parameters.constant(name + ".bias", 0, width));
  }

  static Norm withoutBias(Parameters parameters, String name, long width) {
    return new Norm(parameters.constant(name + ".weight", 1, width), null);
  }

  Tensor forward(Tensor x) {
    TensorOptional shift = bias == null ? new TensorOptional() : new TensorOptional(bias);
    long[] shape = {weight.size(0)};
    return torch.layer_norm(x, shape, new TensorOptional(weight), shift, EPSILON, true);
  }
}
