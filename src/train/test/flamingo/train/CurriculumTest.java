package flamingo.train;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.SafetensorsFile;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.model.PerceiverResampler;
import flamingo.model.language.LanguageModel;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.text.WordTokenizer;
import flamingo.train.stage.RunSettings;
import flamingo.train.tensor.Autocast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All stages run, learn a little, and leave a model that the engine loads. */
class CurriculumTest {
  private static final FlamingoConfig CONFIG = ModelPreset.MINI.config(WordTokenizer.mini());

  @TempDir private Path folder;

  @Test
  void everyStageRuns() throws IOException {
    List<String> told = new ArrayList<>();
    RunSettings settings = new RunSettings(folder, null, 1, Autocast.fastest(), 4, told::add);
    new Curriculum(settings, Curriculum.Sizes.SMOKE).run(Curriculum.Stage.DRAFT);

    for (String stage : List.of("vision", "language", "draft-language", "draft")) {
      List<Double> losses = losses(stage);
      assertThat(losses.get(losses.size() - 1)).as(stage).isLessThan(losses.get(0));
    }
    assertThat(losses("flamingo")).hasSize(Curriculum.Sizes.SMOKE.flamingo().steps());
    assertThat(told).anyMatch(row -> row.startsWith("flamingo questions with 4 visual tokens, depth 4: "));
    assertThat(scoresApart(told)).isPositive().isLessThan(1e-3);
    assertThat(told).anyMatch(row -> row.startsWith("written: in-context:words, 8 shots: "));
    try (SafetensorsFile file =
        SafetensorsFile.open(folder.resolve("mini-flamingo.safetensors"))) {
      Weights weights = file.weights();
      TensorOps ops = new Nd4jOps();
      assertThat(weights.names()).noneMatch(name -> name.startsWith("heads."));
      new PerceiverResampler(CONFIG.resampler(), weights.under("perceiver"), ops, Precision.FP32);
      INDArray logits =
          new LanguageModel(
                  CONFIG.language(), weights.under("lang_encoder"), ops, Precision.FP32)
              .forward(new int[][] {{1, 20, 30}}, null);
      assertThat(logits.maxNumber().doubleValue()).isFinite();
      assertThat(weights.get("vision_encoder.conv6.bias", 192).norm2Number().doubleValue())
          .isGreaterThan(0);
      for (int layer = 0; layer < 4; layer++) {
        String gate = "lang_encoder.transformer.blocks.%d.gated_cross_attn_layer.ff_gate";
        assertThat(weights.get(gate.formatted(layer), 1).getDouble(0)).isNotZero();
      }
    }
  }

  private static double scoresApart(List<String> told) {
    String row = told.stream().filter(each -> each.contains("scores are")).findFirst().orElseThrow();
    return Double.parseDouble(row.replaceAll(".* are (.*) away.*", "$1"));
  }

  private List<Double> losses(String stage) throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve(stage + ".csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("loss");
    return rows.stream().skip(1).map(row -> Double.valueOf(row.split(",")[column])).toList();
  }
}
