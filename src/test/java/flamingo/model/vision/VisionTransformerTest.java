package flamingo.model.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.Golden;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.ShapeException;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VisionTransformerTest {
  private final TensorOps ops = new Nd4jOps();

  @TestFactory
  Stream<DynamicTest> equalsTheReferenceImplementation() {
    return Golden.cases(
        "vision",
        golden -> {
          VisionTransformer tower =
              new VisionTransformer(
                  config(golden.golden().config()),
                  golden.golden().weights().under("visual"),
                  ops,
                  Precision.FP32);

          VisionTransformer.Features features = tower.features(golden.input("image"));

          golden.check("tokens", features.tokens());
          golden.check("tokens", tower.tokens(golden.input("image")));
          golden.check("pooled", features.pooled());
          golden.check("embedding", features.embedding());
        });
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCountedLikeTheReference() {
    return Golden.cases(
        "vision",
        golden ->
            assertThat(config(golden.golden().config()).parameters())
                .isEqualTo(
                    golden.golden().tensors().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("weights."))
                        .mapToLong(entry -> entry.getValue().length())
                        .sum()));
  }

  @Test
  void imagesOfABatchDoNotMeet() {
    VisionTransformer tower = small();
    INDArray pixels = Nd4j.rand(DataType.FLOAT, 3, 3, 8, 8);

    INDArray together = tower.tokens(pixels);

    for (int image = 0; image < 3; image++) {
      INDArray alone = tower.tokens(pixels.slice(image).dup().reshape(1, 3, 8, 8)).slice(0);
      assertThat(together.slice(image).equalsWithEps(alone, 1e-5)).isTrue();
    }
  }

  @Test
  void pixelsOfAnotherSizeAreRefusedNamingBothShapes() {
    assertThatThrownBy(() -> small().tokens(Nd4j.zeros(DataType.FLOAT, 1, 3, 9, 8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[B, 3, 8, 8]")
        .hasMessageContaining("[1, 3, 9, 8]");
  }

  private VisionTransformer small() {
    TransformerConfig config = new TransformerConfig(8, 4, 12, 2, 3, 24, 5);
    return new VisionTransformer(config, RandomWeights.seeded(5), ops, Precision.FP32);
  }

  private static TransformerConfig config(JsonNode config) {
    int width = config.get("width").asInt();
    return new TransformerConfig(
        config.get("image_size").asInt(),
        config.get("patch_size").asInt(),
        width,
        config.get("layers").asInt(),
        config.get("heads").asInt(),
        (int) (width * config.get("mlp_ratio").asDouble()),
        config.get("output_dim").asInt());
  }
}
