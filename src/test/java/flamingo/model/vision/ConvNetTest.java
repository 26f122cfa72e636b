package flamingo.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.model.layer.WeightsException;
import flamingo.tensor.Precision;
import flamingo.tensor.ShapeException;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.tensor.onednn.OneDnnOps;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvNetTest {
  private static final ConvNetConfig CONFIG = new ConvNetConfig(32, 24);

  private static final Map<String, long[]> SHAPES =
      Map.ofEntries(
          Map.entry("stem.weight", new long[] {32, 3, 4, 4}),
          Map.entry("stem.bias", new long[] {32}),
          Map.entry("conv1.weight", new long[] {64, 32, 3, 3}),
          Map.entry("conv1.bias", new long[] {64}),
          Map.entry("conv2.weight", new long[] {64, 64, 3, 3}),
          Map.entry("conv2.bias", new long[] {64}),
          Map.entry("conv3.weight", new long[] {24, 64, 3, 3}),
          Map.entry("conv3.bias", new long[] {24}),
          Map.entry("conv4.weight", new long[] {24, 24, 3, 3}),
          Map.entry("conv4.bias", new long[] {24}),
          Map.entry("conv5.weight", new long[] {24, 24, 3, 3}),
          Map.entry("conv5.bias", new long[] {24}),
          Map.entry("conv6.weight", new long[] {24, 24, 3, 3}),
          Map.entry("conv6.bias", new long[] {24}),
          Map.entry("positional_embedding", new long[] {16, 24}));

  private static ConvNet tower(TensorOps ops, Precision precision) {
    return new ConvNet(CONFIG, RandomWeights.seeded(3), ops, precision);
  }

  @ParameterizedTest
  @CsvSource({"1, FP32", "3, FP32", "7, FP32", "2, BF16", "2, INT8"})
  void bothEnginesGiveTheSameTokens(int images, Precision precision) {
    INDArray pixels = Nd4j.randn(DataType.FLOAT, images, 3, 32, 32);
    INDArray fast = tower(new OneDnnOps(), precision).tokens(pixels);
    INDArray plain = tower(new Nd4jOps(), precision).tokens(pixels);
    assertThat(fast.shape()).containsExactly(images, 16, 24);
    double error = fast.sub(plain).norm2Number().doubleValue();
    double most = precision == Precision.FP32 ? 1e-5 : 2e-3; // a rounding may fall otherwise
    assertThat(error / plain.norm2Number().doubleValue()).isEqualTo(0, within(most));
  }

  @Test
  void anImageDoesNotDependOnItsNeighbours() {
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 5, 3, 32, 32);
    ConvNet tower = tower(new OneDnnOps(), Precision.FP32);
    INDArray alone = tower.tokens(pixels.slice(3).reshape(1, 3, 32, 32));
    INDArray among = tower.tokens(pixels).slice(3);
    double error = alone.slice(0).sub(among).norm2Number().doubleValue();
    assertThat(error / among.norm2Number().doubleValue()).isEqualTo(0, within(1e-5));
  }

  /** A token sees five patches around its own, so a spot changes one corner and not the others. */
  @Test
  void tokensLieRowByRow() {
    ConvNetConfig config = new ConvNetConfig(96, 24);
    ConvNet tower = new ConvNet(config, RandomWeights.seeded(3), new OneDnnOps(), Precision.FP32);
    INDArray dark = Nd4j.zeros(DataType.FLOAT, 1, 3, 96, 96);
    INDArray spot = dark.dup();
    spot.putScalar(new int[] {0, 0, 92, 4}, 50); // in the last row's first patch
    INDArray change = tower.tokens(spot).sub(tower.tokens(dark)).norm2(2); // [1, P]
    assertThat(change.getDouble(0, 11 * 12)).isPositive();
    assertThat(change.getDouble(0, 11)).isZero();
    assertThat(change.getDouble(0, 11 * 12 + 11)).isZero();
  }

  @Test
  void countsItsParameters() {
    long counted = 48 * 32 + 32;
    counted += 9 * 32 * 64 + 64 + 9 * 64 * 64 + 64;
    counted += 9 * 64 * 24 + 24 + 3 * (9 * 24 * 24 + 24);
    assertThat(CONFIG.parameters()).isEqualTo(counted + 16 * 24);
  }

  @Test
  void otherPixelsAreRefused() {
    assertThatThrownBy(
            () ->
                tower(new OneDnnOps(), Precision.FP32)
                    .tokens(Nd4j.zeros(DataType.FLOAT, 1, 3, 64, 64)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[B, 3, 32, 32]");
  }

  @ParameterizedTest
  @CsvSource({"conv3.weight, NOT_FINITE", "conv5.bias, WRONG_SHAPE", "stem.weight, MISSING"})
  void aBadTensorIsNamed(String name, WeightsException.Problem problem) {
    Map<String, INDArray> tensors = new HashMap<>();
    Weights random = RandomWeights.seeded(3);
    SHAPES.forEach((each, shape) -> tensors.put(each, random.get(each, shape)));
    assertThat(new ConvNet(CONFIG, Weights.of(tensors), new Nd4jOps(), Precision.FP32)).isNotNull();
    switch (problem) {
      case NOT_FINITE -> tensors.get(name).putScalar(7, Float.NaN);
      case WRONG_SHAPE -> tensors.put(name, Nd4j.ones(DataType.FLOAT, 3));
      default -> tensors.remove(name);
    }
    assertThatThrownBy(
            () -> new ConvNet(CONFIG, Weights.of(tensors), new Nd4jOps(), Precision.FP32))
        .isInstanceOfSatisfying(
            WeightsException.class, refused -> assertThat(refused.problem()).isEqualTo(problem))
        .hasMessageContaining(name);
  }

  /** ReLU halves what random filters pass on; six layers must leave something to see. */
  @Test
  void randomWeightsLeaveTokensThatDiffer() {
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 2, 3, 64, 64);
    INDArray tokens =
        new ConvNet(
                new ConvNetConfig(64, 192),
                RandomWeights.seeded(5),
                new OneDnnOps(),
                Precision.FP32)
            .tokens(pixels);
    assertThat(tokens.stdNumber().doubleValue()).isBetween(0.05, 5.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -8, 63})
  void imagesThatPatchesDoNotFillAreRefused(int size) {
    assertThatThrownBy(() -> new ConvNetConfig(size, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("patches of 8 px");
  }
}
