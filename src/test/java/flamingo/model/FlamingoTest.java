package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.language.LanguageModelTest;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class FlamingoTest {
  private final TensorOps ops = Engines.fastest(1).ops();

  @TestFactory
  Stream<DynamicTest> equalsTheReferenceImplementation() {
    return Golden.cases("flamingo", this::check);
  }

  private void check(Golden.Case golden) {
    FlamingoConfig config = config(golden.golden().config());
    PreparedFlamingo flamingo =
        new Flamingo(config, golden.golden().weights(), ops).prepare(ExecutionPlan.DENSE);
    INDArray frames = golden.input("vision_x"); // [B, T, 1, 3, S, S]
    INDArray pixels =
        frames.reshape(
            frames.size(0), frames.size(1), frames.size(3), frames.size(4), frames.size(5));
    INDArray images = pixels.reshape(-1, pixels.size(2), pixels.size(3), pixels.size(4));
    int[][] ids = golden.ids("ids");
    int[][] mask = golden.ids("attention_mask");

    INDArray features = flamingo.visualFeatures(images);
    golden.check(
        "visual_features",
        features.reshape(pixels.size(0), pixels.size(1), 1, features.size(1), features.size(2)));
    INDArray tokens = flamingo.encode(images);
    golden.check(
        "vision_tokens",
        tokens.reshape(pixels.size(0), pixels.size(1), tokens.size(1), tokens.size(2)));

    INDArray layers =
        Nd4j.create(
            DataType.FLOAT,
            ids.length,
            ids[0].length,
            config.language().layers(),
            config.language().width());
    INDArray logits =
        flamingo.forward(
            ids,
            mask,
            pixels,
            (layer, x) -> {
              for (int row = 0; row < ids.length; row++) {
                for (int place = 0; place < ids[0].length; place++) {
                  layers.slice(row).slice(place).slice(layer).assign(x.slice(row).slice(place));
                }
              }
            });
    golden.check("logits", logits);
    golden.check("layer_outputs", layers);

    try (Sequence sequence = flamingo.start(ids, mask, pixels)) {
      golden.check("greedy_first_logits", sequence.logits());
    }
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCountedLikeTheReference() {
    return Golden.cases(
        "flamingo",
        golden ->
            assertThat(config(golden.golden().config()).parameters())
                .isEqualTo(
                    golden.golden().tensors().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("weights."))
                        .mapToLong(entry -> entry.getValue().length())
                        .sum()));
  }

  /** From the settings of a fixture. */
  public static FlamingoConfig config(JsonNode config) {
    JsonNode vision = config.get("vision");
    ResamplerConfig resampler = PerceiverResamplerTest.config(config.get("resampler"));
    int width = vision.get("width").asInt();
    var language =
        LanguageModelTest.config(config.get("language_model"))
            .withVocabulary(config.get("vocab_size").asInt());
    return new FlamingoConfig(
        new TransformerConfig(
            vision.get("image_size").asInt(),
            vision.get("patch_size").asInt(),
            width,
            vision.get("layers").asInt(),
            vision.get("heads").asInt(),
            (int) (width * vision.get("mlp_ratio").asDouble()),
            vision.get("output_dim").asInt()),
        resampler,
        language,
        new CrossAttentionConfig(language.width(), width, 8, 64, 4, MediaAttention.IMMEDIATE),
        config.get("cross_attn_every_n_layers").asInt(),
        new SpecialTokens(
            config.get("endofchunk_id").asInt(),
            config.get("image_id").asInt(),
            config.get("pad_id").asInt()));
  }
}
