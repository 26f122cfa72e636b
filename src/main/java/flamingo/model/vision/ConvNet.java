package flamingo.model.vision;

import flamingo.model.layer.Weights;
import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mini Flamingo's tower: a small convolutional network, whose normalisations are folded into its
 * filters. Maps are kept channels last, so that the last one is the tokens, row by row.
 *
 * <pre>
 * B images   S image side   D width   P = (S / 8)^2
 *   pixels                            [B, 3, S, S]
 *   stem: 4x4, every second place     [B, S/2, S/2, 32]
 *   conv1, halved                     [B, S/4, S/4, 64]
 *   conv2, added                      [B, S/4, S/4, 64]
 *   conv3, halved                     [B, S/8, S/8, D]
 *   conv4, conv5, added               [B, S/8, S/8, D]
 *   conv6                             [B, S/8, S/8, D]
 *   tokens = conv6 + positions        [B, P, D]
 * </pre>
 *
 * Every convolution has a bias and ends with max(0, x); all but the stem are 3x3.
 *
 * @see <a href="https://arxiv.org/abs/2404.00498">94% on CIFAR-10 in 3.29 seconds, section 3</a>
 */
public final class ConvNet implements VisionTower {
  private static final int STEM_FILTER = 4;
  private static final int FILTER = 3;

  private final ConvNetConfig config;
  private final TensorOps ops;
  private final PackedConvolution stem;
  private final List<PackedConvolution> layers;
  private final INDArray positions;

  /**
   * @param weights {@code stem}, {@code conv1} to {@code conv6}, each with {@code weight} and
   *     {@code bias}, and {@code positional_embedding} [P, D]
   */
  public ConvNet(ConvNetConfig config, Weights weights, TensorOps ops, Precision precision) {
    int middle = ConvNetConfig.MIDDLE;
    int width = config.width();
    this.config = config;
    this.ops = ops;
    this.stem =
        ops.packConvolution(
            weights.get("stem.weight", ConvNetConfig.STEM, CHANNELS, STEM_FILTER, STEM_FILTER),
            weights.get("stem.bias", ConvNetConfig.STEM),
            2,
            1,
            Precision.FP32); // its few products are not worth rounding pixels
    this.layers =
        List.of(
            layer(weights.under("conv1"), ConvNetConfig.STEM, middle, precision),
            layer(weights.under("conv2"), middle, middle, precision),
            layer(weights.under("conv3"), middle, width, precision),
            layer(weights.under("conv4"), width, width, precision),
            layer(weights.under("conv5"), width, width, precision),
            layer(weights.under("conv6"), width, width, precision));
    this.positions = weights.get("positional_embedding", config.patches(), width);
  }

  private PackedConvolution layer(Weights weights, int inputs, int outputs, Precision precision) {
    INDArray filters = weights.get("weight", outputs, inputs, FILTER, FILTER);
    return ops.packConvolution(filters, weights.get("bias", outputs), 1, 1, precision);
  }

  @Override
  public ConvNetConfig config() {
    return config;
  }

  @Override
  public String kernel() {
    return layers.get(0).kernel();
  }

  @Override
  public long weightBytes() {
    return stem.bytes() + layers.stream().mapToLong(PackedConvolution::bytes).sum();
  }

  @Override
  public INDArray tokens(INDArray pixels) {
    requirePixels(pixels);
    INDArray tokens = ops.create(DataType.FLOAT, pixels.size(0), config.patches(), config.width());
    try (Scope scratch = ops.scope()) {
      int side = config.imageSize() / ConvNetConfig.PATCH;
      run(
          pixels.permute(0, 2, 3, 1),
          tokens.reshape('c', pixels.size(0), side, side, config.width()));
      ops.add(tokens, positions);
    }
    return tokens;
  }

  private void run(INDArray pixels, INDArray out) {
    INDArray x = ops.maxPool(apply(0, ops.convolution(pixels, stem, relu())));
    x = ops.convolution(x, layers.get(1), relu(x));
    x = ops.maxPool(apply(2, x));
    x = ops.convolution(apply(3, x), layers.get(4), relu(x));
    ops.convolution(x, layers.get(5), relu(), out);
  }

  private INDArray apply(int layer, INDArray x) {
    return ops.convolution(x, layers.get(layer), relu());
  }

  private static Epilogue relu() {
    return relu(null);
  }

  private static Epilogue relu(INDArray residual) {
    return new Epilogue(Activation.RELU, 1, residual, DataType.FLOAT);
  }
}
