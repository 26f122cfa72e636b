package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.model.layer.WeightsException;
import flamingo.tensor.Precision;
import flamingo.tensor.ShapeException;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PerceiverResamplerTest {
  private static final ResamplerConfig CONFIG = ResamplerConfig.images(12, 2, 3, 4, 6);
  private final TensorOps ops = new Nd4jOps();
  private final PerceiverResampler resampler =
      new PerceiverResampler(CONFIG, RandomWeights.seeded(1), ops, Precision.FP32);

  @TestFactory
  Stream<DynamicTest> equalsTheReferenceImplementation() {
    return Golden.cases(
        "resampler",
        golden -> {
          PerceiverResampler resampler =
              new PerceiverResampler(
                  config(golden.golden().config()), golden.golden().weights(), ops, Precision.FP32);
          INDArray x = golden.input("x");
          INDArray[] first = new INDArray[1];

          INDArray out =
              resampler.forward(
                  x,
                  resampler.config().latents(),
                  resampler.config().depth(),
                  ExactSaving.all(),
                  (layer, latents) -> first[0] = layer == 0 ? latents.dup() : first[0]);

          golden.check("out", out);
          golden.check("after_layer_0", first[0].reshape('c', out.shape()));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
  void theOrderOfTheFeaturesDoesNotMatter(int features) {
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 1, 1, features, 12);
    INDArray rows = Nd4j.create(DataType.FLOAT, features, 12);
    for (int row = 0; row < features; row++) {
      rows.putRow(row, x.reshape(features, 12).getRow(features - 1 - row));
    }

    INDArray out = resampler.forward(rows.reshape(1, 1, 1, features, 12));

    assertThat(relative(out, resampler.forward(x))).isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2", "2, 3", "3, 1", "3, 2", "3, 3"})
  void imagesOfABatchDoNotMeet(int batch, int images) {
    INDArray x = Nd4j.rand(DataType.FLOAT, batch, images, 1, 5, 12);

    INDArray together = resampler.forward(x, 4);

    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < images; t++) {
        INDArray alone =
            resampler.forward(x.slice(b).slice(t).dup().reshape(1, 1, 1, 5, 12), 4).reshape(4, 12);
        assertThat(relative(together.slice(b).slice(t), alone)).isLessThan(1e-5);
      }
    }
  }

  @Test
  void aPrefixOfTheLatentsIsAResamplerWithFewerLatents() {
    Weights all = RandomWeights.seeded(1);
    INDArray x = Nd4j.rand(DataType.FLOAT, 2, 1, 1, 5, 12);
    Map<String, INDArray> fewer = new HashMap<>();
    fewer.put(
        "latents",
        all.get("latents", 6, 12).get(NDArrayIndex.interval(0, 2), NDArrayIndex.all()).dup());
    INDArray direct =
        new PerceiverResampler(CONFIG.withLatents(2), withOthers(fewer, all), ops, Precision.FP32)
            .forward(x);

    assertThat(relative(resampler.forward(x, 2), direct)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theFirstLayersAreAResamplerWithFewerLayers(int depth) {
    INDArray x = Nd4j.rand(DataType.FLOAT, 2, 1, 1, 5, 12);
    ResamplerConfig shallow = ResamplerConfig.images(12, depth, 3, 4, 6);
    INDArray direct =
        new PerceiverResampler(shallow, RandomWeights.seeded(1), ops, Precision.FP32).forward(x);
    INDArray first = resampler.forward(x, 6, depth, ExactSaving.all(), LayerObserver.NONE);

    assertThat(relative(first, direct)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void layersThatThereAreNotAreRefused(int depth) {
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 1, 1, 5, 12);

    assertThatThrownBy(() -> resampler.forward(x, 6, depth, ExactSaving.all(), LayerObserver.NONE))
        .hasMessage("The resampler has 2 layers, so that " + depth + " cannot run.");
  }

  @Test
  void moreVisualTokensThanLatentsAreRefusedInOneSentence() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 1, 1, 5, 12);

    assertThatThrownBy(() -> resampler.forward(x, 7))
        .hasMessage("The plan asks for 7 visual tokens, but this model has 6; choose 1 to 6.");
  }

  @Test
  void anInputOfAnotherWidthIsRefusedNamingBothShapes() {
    assertThatThrownBy(() -> resampler.forward(Nd4j.zeros(DataType.FLOAT, 1, 1, 1, 5, 13)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[B, T, F, V, 12]")
        .hasMessageContaining("[1, 1, 1, 5, 13]");
  }

  @Test
  void missingAndMisshapenWeightsAreNamed() {
    assertThatThrownBy(
            () -> new PerceiverResampler(CONFIG, Weights.of(Map.of()), ops, Precision.FP32))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("Tensor latents is missing");
    Weights wrong = Weights.of(Map.of("latents", Nd4j.zeros(DataType.FLOAT, 5, 12)));
    assertThatThrownBy(() -> new PerceiverResampler(CONFIG, wrong, ops, Precision.FP32))
        .hasMessageContaining("[6, 12]")
        .hasMessageContaining("[5, 12]");
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCountedLikeTheReference() {
    return Golden.cases(
        "resampler",
        golden ->
            assertThat(config(golden.golden().config()).parameters())
                .isEqualTo(
                    golden.golden().tensors().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("weights."))
                        .mapToLong(entry -> entry.getValue().length())
                        .sum()));
  }

  static ResamplerConfig config(JsonNode config) {
    return new ResamplerConfig(
        config.get("dim").asInt(),
        config.get("depth").asInt(),
        config.get("dim_head").asInt(),
        config.get("heads").asInt(),
        config.get("num_latents").asInt(),
        config.get("ff_mult").asInt(),
        config.path("max_num_media").asInt(0),
        config.path("max_num_frames").asInt(0));
  }

  private static Weights withOthers(Map<String, INDArray> some, Weights others) {
    for (int layer = 0; layer < 2; layer++) {
      String prefix = "layers." + layer + ".";
      for (String norm : new String[] {"0.norm_media", "0.norm_latents", "1.0"}) {
        some.put(prefix + norm + ".weight", others.get(prefix + norm + ".weight", 12));
        some.put(prefix + norm + ".bias", others.get(prefix + norm + ".bias", 12));
      }
      some.put(prefix + "0.to_q.weight", others.get(prefix + "0.to_q.weight", 12, 12));
      some.put(prefix + "0.to_kv.weight", others.get(prefix + "0.to_kv.weight", 24, 12));
      some.put(prefix + "0.to_out.weight", others.get(prefix + "0.to_out.weight", 12, 12));
      some.put(prefix + "1.1.weight", others.get(prefix + "1.1.weight", 48, 12));
      some.put(prefix + "1.3.weight", others.get(prefix + "1.3.weight", 12, 48));
    }
    some.put("norm.weight", others.get("norm.weight", 12));
    some.put("norm.bias", others.get("norm.bias", 12));
    return Weights.of(some);
  }

  private static double relative(INDArray actual, INDArray expected) {
    return actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }
}
