package flamingo.train.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.layer.Weights;
import flamingo.model.vision.ConvNet;
import flamingo.model.vision.ConvNetConfig;
import flamingo.tensor.Precision;
import flamingo.model.layer.Weights;
import flamingo.model.vision.ConvNet;
import flamingo.model.vision.ConvNetConfig;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.tensor.onednn.OneDnnOps;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConvTowerTest {
  private static final long[] ONE = {1, 1};
  private static final long[] TWO = {2, 2};

  private final Parameters parameters = Parameters.seeded(1);
  private final ConvTower tower = new ConvTower(96, parameters);

  /** The network written once more, as convolutions with biases only. */
  @Test
  void exportedWeightsNeedNoBatchNormalisation() {
    Tensor pixels = torch.randn(8, 3, 64, 64);
    tower.whiten(pixels);
    for (int i = 0; i < 20; i++) {
      tower.trainingTokens(torch.randn(8, 3, 64, 64));
    }
    Map<String, INDArray> weights = tower.exported();
    Tensor x =
        torch
            .conv2d(pixels, get(weights, "stem.weight"), bias(weights, "stem"), TWO, ONE, ONE, 1)
            .relu();
    x = torch.max_pool2d(conv(weights, "conv1", x), 2, 2).relu();
    x = x.add(conv(weights, "conv2", x).relu());
    x = torch.max_pool2d(conv(weights, "conv3", x), 2, 2).relu();
    x = x.add(conv(weights, "conv5", conv(weights, "conv4", x).relu()).relu());
    x = conv(weights, "conv6", x).relu();
    INDArray expected = Tensors.toArray(x.flatten(2, 3).transpose(1, 2));
    INDArray tokens = Tensors.toArray(tower.tokens(pixels));

    assertThat(tokens.shape()).isEqualTo(new long[] {8, 64, 96});
    assertThat(tokens.maxNumber().doubleValue()).isGreaterThan(0.1);
    assertThat(tokens.distance2(expected) / expected.norm2Number().doubleValue())
        .isLessThan(1e-5);
  }

  /** With statistics of training, and biases and positions that are not 0. */
  @ParameterizedTest
  @CsvSource({"1, ONEDNN", "3, ONEDNN", "3, ND4J"})
  void theEngineGivesTheTrainersTokens(int images, Engine engine) {
    Tensor pixels = torch.randn(images, 3, 64, 64);
    tower.whiten(pixels);
    for (int i = 0; i < 5; i++) {
      tower.trainingTokens(torch.randn(8, 3, 64, 64));
    }
    parameters.freeze();
    disturb("bias");
    disturb("positional_embedding");
    INDArray expected = Tensors.toArray(tower.tokens(pixels));
    INDArray tokens =
        new ConvNet(
                new ConvNetConfig(64, 96),
                Weights.of(tower.exported()),
                engine.ops,
                Precision.FP32)
            .tokens(Tensors.toArray(pixels));

    assertThat(tokens.shape()).containsExactly(images, 64, 96);
    assertThat(expected.maxNumber().doubleValue()).isBetween(0.1, 100.0); // or positions drown
    assertThat(tokens.distance2(expected) / expected.norm2Number().doubleValue())
        .isLessThan(1e-5);
  }

  private void disturb(String kind) {
    parameters
        .all()
        .forEach(
            (name, tensor) -> {
              if (name.endsWith(kind)) {
                tensor.add_(torch.randn(Tensors.shape(tensor)).mul(new Scalar(0.1)));
              }
            });
  }

  private enum Engine {
    ONEDNN(new OneDnnOps()),
    ND4J(new Nd4jOps());

    private final TensorOps ops;

    Engine(TensorOps ops) {
      this.ops = ops;
    }
  }

  @Test
  void theStemWhitensPatches() {
    Tensor smooth = torch.avg_pool2d(torch.randn(64, 3, 72, 72), 9, 9);
    Tensor pixels = torch.upsample_bilinear2d(smooth, new long[] {64, 64}, false);
    tower.whiten(pixels);
    Tensor filters = get(tower.exported(), "stem.weight").narrow(0, 0, 16);
    Tensor answers =
        torch
            .conv2d(pixels, filters, new TensorOptional(), TWO, new long[] {0, 0}, ONE, 1)
            .transpose(0, 1)
            .reshape(16, -1);
    INDArray covariance =
        Tensors.toArray(torch.mm(answers, answers.t())).div(answers.size(1));

    for (int i = 0; i < 16; i++) {
      assertThat(covariance.getDouble(i, (i + 5) % 16)).isCloseTo(0, within(1e-3));
      assertThat(covariance.getDouble(i, i)).isBetween(0.0, 1.001);
    }
    assertThat(covariance.getDouble(15, 15)).isGreaterThan(0.8);
  }

  private static Tensor get(Map<String, INDArray> weights, String name) {
    return Tensors.of(weights.get(name));
  }

  private static TensorOptional bias(Map<String, INDArray> weights, String name) {
    return new TensorOptional(get(weights, name + ".bias"));
  }

  private static Tensor conv(Map<String, INDArray> weights, String name, Tensor x) {
    Tensor filters = get(weights, name + ".weight");
    return torch.conv2d(x, filters, bias(weights, name), ONE, ONE, ONE, 1);
  }
}
