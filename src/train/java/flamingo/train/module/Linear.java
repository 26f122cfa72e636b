package flamingo.train.module;

import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A linear layer without bias.
 *
 * @param weight [outputs, inputs]
 */
record Linear(Tensor weight) {
  /** Keeps the variance of its input, times a third: PyTorch's habit, as a normal distribution. */
  static Linear of(Parameters parameters, String name, long outputs, long inputs) {
    return scaled(parameters, name, outputs, inputs, 1 / Math.sqrt(3.0 * inputs));
  }

  /** The same with another deviation of the initial numbers. */
  static Linear scaled(
      Parameters parameters, String name, long outputs, long inputs, double deviation) {
    return new Linear(parameters.normal(name + ".weight", deviation, outputs, inputs));
  }

  Tensor forward(Tensor x) {
    return torch.linear(x, weight);
  }

  /**
   * Part {@code index} of {@code parts} equal ones of the last dimension. It is a view that holds
   * its memory itself; an element of libtorch's vector of chunks does not outlive the vector.
   */
  static Tensor part(Tensor x, int index, int parts) {
    long width = x.size(-1) / parts;
    return x.narrow(-1, index * width, width);
  }
}
