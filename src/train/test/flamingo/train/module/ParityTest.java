package flamingo.train.module;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.SafetensorsWriter;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.language.LanguageModel;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.Packer;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.text.WordTokenizer;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What libtorch trains is what the engine runs: through a file, with every number random. */
class ParityTest {
  private static final double TOLERANCE = 1e-4;
  private static final WordTokenizer WORDS = WordTokenizer.mini();
  private static final FlamingoConfig CONFIG = ModelPreset.MINI.config(WORDS);

  @TempDir private Path folder;

  private final TensorOps ops = new Nd4jOps();
  private final Parameters parameters = Parameters.seeded(7);

  @ParameterizedTest
  @CsvSource({"64, 4", "16, 4", "1, 1"})
  void resamplersAgree(int visualTokens, int depth) throws IOException {
    ResamplerModule module = new ResamplerModule(CONFIG.resampler(), parameters.under("perceiver"));
    Weights weights = disturbedAndSaved().under("perceiver");
    Tensor features = torch.randn(3, 64, 192);

    INDArray expected = Tensors.toArray(module.forward(features, visualTokens, depth));
    ResamplerConfig shallow = ResamplerConfig.images(192, depth, 6, 32, 64);
    INDArray tokens =
        new PerceiverResampler(shallow, weights, ops, Precision.FP32)
            .forward(Tensors.toArray(features).reshape(1, 3, 1, 64, 192), visualTokens);

    assertThat(relativeL2(tokens.reshape(3, visualTokens, 192), expected)).isLessThan(TOLERANCE);
  }

  @Test
  void gatedBlocksAgree() throws IOException {
    String name = "lang_encoder.transformer.blocks.2.gated_cross_attn_layer";
    GatedBlockModule module =
        new GatedBlockModule(CONFIG.crossAttention(), parameters.under(name));
    Weights weights = disturbedAndSaved().under(name);
    int[][] ids = {{5, 1, 6, 7, 8, 1, 9}, {1, 5, 6, 7, 8, 9, 10}};
    int[][] images = {{0, 1}, {2}};
    Tensor x = torch.randn(2, 7, 256);
    Tensor media = torch.randn(4, 64, 192);

    INDArray expected = Tensors.toArray(module.forward(x, media, MediaIndex.of(ids, 1, images)));
    GatedCrossAttention block =
        new GatedCrossAttention(CONFIG.crossAttention(), weights, new Packer(ops, Precision.FP32));
    INDArray actual = Tensors.toArray(x);
    INDArray ofRows = Tensors.toArray(media).reshape(2, 2, 64, 192);
    block.addTo(actual, block.attention().project(ofRows), MediaLayout.of(ids, 1, 2), ExactSaving.all());

    assertThat(relativeL2(actual, Tensors.toArray(x))).isGreaterThan(TOLERANCE);
    assertThat(relativeL2(actual, expected)).isLessThan(TOLERANCE);
  }

  @Test
  void languageModelsAgree() throws IOException {
    LanguageModule module =
        new LanguageModule(CONFIG.language(), parameters.under("lang_encoder"));
    Weights weights = disturbedAndSaved().under("lang_encoder");
    int[][] ids = new int[4][];
    Random random = new Random(3);
    Arrays.setAll(ids, row -> random.ints(40, 4, WORDS.size()).toArray());

    INDArray expected =
        Tensors.toArray(module.forward(Tensors.of(ids), LanguageModule.Listener.NONE));
    INDArray logits =
        new LanguageModel(CONFIG.language(), weights, ops, Precision.FP32).forward(ids, null);

    assertThat(relativeL2(logits, expected)).isLessThan(TOLERANCE);
  }

  private Weights disturbedAndSaved() throws IOException {
    parameters.freeze();
    for (Tensor tensor : parameters.all().values()) {
      tensor.add_(torch.randn(Tensors.shape(tensor)).mul(new Scalar(0.1)));
    }
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, parameters.arrays(), Map.of());
    try (SafetensorsFile saved = SafetensorsFile.open(file)) {
      return saved.weights();
    }
  }

  private static double relativeL2(INDArray actual, INDArray expected) {
    return actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }
}
