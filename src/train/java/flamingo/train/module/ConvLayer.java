package flamingo.train.module;

import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 3x3 convolution, perhaps a 2x2 maximum, batch normalisation and ReLU. The normalisation shifts
 * but does not scale: so it can be folded into the convolution, before the maximum.
 */
final class ConvLayer {
  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;
  private static final long[] ONE = {1, 1};
  private static final long[] TWO = {2, 2};

  /** What follows the convolution. */
  enum Pooling {
    NONE,
    HALVING
  }

  private final Tensor filters;
  private final Tensor shift;
  private final Tensor mean;
  private final Tensor variance;
  private final Pooling pooling;

  ConvLayer(Parameters parameters, String name, long inputs, long outputs, Pooling pooling) {
    double deviation = 1 / Math.sqrt(9.0 * inputs);
    this.filters = parameters.normal(name + ".weight", deviation, outputs, inputs, 3, 3);
    this.shift = parameters.constant(name + ".norm.bias", 0, outputs);
    this.mean = parameters.buffer(name + ".norm.mean", 0, outputs);
    this.variance = parameters.buffer(name + ".norm.variance", 1, outputs);
    this.pooling = pooling;
  }

  /** [B, inputs, S, S] to [B, outputs, S, S], or S / 2. */
  Tensor forward(Tensor x) {
    return forward(x, false);
  }

  /** The same with the statistics of this batch. */
  Tensor train(Tensor x) {
    return forward(x, true);
  }

  private Tensor forward(Tensor x, boolean training) {
    Tensor convolved = torch.conv2d(x, filters, new TensorOptional(), ONE, ONE, ONE, 1);
    Tensor pooled =
        pooling == Pooling.NONE
            ? convolved
            : torch.max_pool2d(convolved, TWO, TWO, new long[] {0, 0}, ONE, false);
    return torch
        .batch_norm(
            pooled,
            new TensorOptional(),
            new TensorOptional(shift),
            new TensorOptional(mean),
            new TensorOptional(variance),
            training,
            MOMENTUM,
            EPSILON,
            false)
        .relu();
  }

  /** Filters with the normalisation's scale, [outputs, inputs, 3, 3]. */
  Tensor foldedFilters() {
    try (AutoGradMode off = new AutoGradMode(false)) {
      return filters.mul(scale().reshape(-1, 1, 1, 1));
    }
  }

  /** What is added to each output, [outputs]. */
  Tensor foldedBias() {
    try (AutoGradMode off = new AutoGradMode(false)) {
      return shift.sub(mean.mul(scale()));
    }
  }

  private Tensor scale() {
    return variance.add(new Scalar(EPSILON)).rsqrt();
  }
}
