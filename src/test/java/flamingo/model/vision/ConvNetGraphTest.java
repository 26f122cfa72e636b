package flamingo.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.onednn.OneDnnOps;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvNetGraphTest {
  @ParameterizedTest
  @CsvSource({"1, 32, 24", "5, 32, 24", "1, 64, 192", "5, 64, 192"})
  void deeplearning4jGivesTheTokensOfTheFastEngine(int images, int size, int width) {
    ConvNetConfig config = new ConvNetConfig(size, width);
    Weights weights = weights(config);
    INDArray pixels = Nd4j.randn(DataType.FLOAT, images, 3, size, size);
    INDArray fast =
        new ConvNet(config, weights, new OneDnnOps(), Precision.FP32).tokens(pixels.dup());
    INDArray reference = new ConvNetGraph(config, weights).tokens(pixels);
    assertThat(reference.shape()).containsExactly(images, config.patches(), width);
    double error = fast.sub(reference).norm2Number().doubleValue();
    assertThat(error / reference.norm2Number().doubleValue()).isEqualTo(0, within(1e-4));
  }

  /** Random ones, with biases that are not zero. */
  private static Weights weights(ConvNetConfig config) {
    Weights random = RandomWeights.seeded(7);
    Map<String, INDArray> tensors = new HashMap<>();
    tensors.put(
        "positional_embedding",
        random.get("positional_embedding", config.patches(), config.width()).mul(50));
    put(tensors, random, "stem", 3, ConvNetConfig.STEM, 4);
    put(tensors, random, "conv1", ConvNetConfig.STEM, ConvNetConfig.MIDDLE, 3);
    put(tensors, random, "conv2", ConvNetConfig.MIDDLE, ConvNetConfig.MIDDLE, 3);
    put(tensors, random, "conv3", ConvNetConfig.MIDDLE, config.width(), 3);
    for (String layer : new String[] {"conv4", "conv5", "conv6"}) {
      put(tensors, random, layer, config.width(), config.width(), 3);
    }
    return Weights.of(tensors);
  }

  private static void put(
      Map<String, INDArray> tensors, Weights random, String layer, int in, int out, int filter) {
    tensors.put(layer + ".weight", random.get(layer + ".weight", out, in, filter, filter));
    tensors.put(layer + ".bias", random.get(layer + ".places", out, 1).reshape(out).mul(0.3));
  }
}
