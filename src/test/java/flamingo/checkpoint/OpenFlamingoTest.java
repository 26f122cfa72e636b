package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import flamingo.model.layer.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OpenFlamingoTest {
  @TempDir Path folder;

  @Test
  void theShapesAreAllOfAModel() {
    for (TinyModel model : List.of(TinyModel.mpt(), TinyModel.neox())) {
      long numbers = model.tensors.values().stream().mapToLong(INDArray::length).sum();
      assertThat(numbers).isEqualTo(model.config.parameters());
    }
  }

  @Test
  void everyTensorComesFromItsPartUnderTheModelsName() throws IOException {
    for (TinyModel model : List.of(TinyModel.mpt(), TinyModel.neox())) {
      Path place = Files.createDirectory(folder.resolve(model.config.language().kind().name()));
      try (OpenFlamingo open = OpenFlamingo.open(model.write(place))) {
        assertThat(open.config()).isEqualTo(model.config);
        assertSame(open.weights(), model.tensors);
      }
    }
  }

  @Test
  void tablesThatWereNotTrainedLoseTheRowsThatFillThemUp() throws IOException {
    TinyModel model = TinyModel.neox();
    ModelParts parts = model.write(folder);
    Map<String, INDArray> trained = new TreeMap<>(model.tensors);
    trained.keySet().removeIf(name -> name.contains("embed_out") || !name.startsWith("lang"));
    trained.keySet().removeIf(name -> name.contains("attention") || name.contains("mlp"));
    model.tensors.keySet().stream()
        .filter(name -> name.startsWith("perceiver"))
        .forEach(name -> trained.put(name, model.tensors.get(name)));
    TinyModel.save(parts.checkpoint(), trained);

    try (OpenFlamingo open = OpenFlamingo.open(parts);
        TensorFolder language = TensorFolder.open(parts.language())) {
      INDArray table = open.weights().get("lang_encoder.embed_out.weight", TinyModel.WORDS, 16);
      assertThat(language.read("embed_out.weight").getRow(7)).isEqualTo(table.getRow(7));
    }
  }

  @Test
  void swappedLanguageModelsAreNamed() throws IOException {
    Path other = TinyModel.neox().writeLanguage(folder.resolve("neox"));
    ModelParts parts = TinyModel.mpt().write(folder);

    CheckpointException refused = refused(parts.checkpoint(), other, parts.vision());

    assertThat(refused.problem()).isEqualTo(CheckpointProblem.PARTS_DO_NOT_MATCH);
    assertThat(refused).hasMessageContainingAll("neox", "GPT-NeoX", "MPT", "checkpoint");
  }

  @Test
  void aSmallerVocabularyThanTheTrainedOneIsRefusedWithBoth() throws IOException {
    TinyModel model = TinyModel.mpt();
    ModelParts parts = model.write(folder);
    Map<String, INDArray> language = model.languageTensors();
    language.put("transformer.wte.weight", Nd4j.rand(19, 16));
    TinyModel.save(parts.language().resolve("model.safetensors"), language);
    String json = model.languageJson().replace("24", "19");
    Files.writeString(parts.language().resolve("config.json"), json);

    assertThat(refused(parts.checkpoint(), parts.language(), parts.vision()))
        .hasMessageContainingAll("19", "20");
  }

  @Test
  void aTableOfOtherRowsThanItsConfigurationStatesIsRefused() throws IOException {
    TinyModel model = TinyModel.mpt();
    ModelParts parts = model.write(folder);
    String json = model.languageJson().replace("24", "23");
    Files.writeString(parts.language().resolve("config.json"), json);

    assertThat(refused(parts.checkpoint(), parts.language(), parts.vision()))
        .hasMessageContainingAll("wte", "24", "23");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"n_layers\": 2', '\"n_layers\": 2000000000', 1 to 1000 as n_layers",
    "'\"d_model\": 16', '\"d_model\": 1073741824', 1 to 1048576 as d_model",
    "'\"mlp_ratio\": 4', '\"mlp_ratio\": 1e300', mlp_ratio 1.0E300"
  })
  void sizesThatNoModelHasAreRefusedBeforeAnythingIsMadeOfThem(
      String stated, String absurd, String named) throws IOException {
    TinyModel model = TinyModel.mpt();
    ModelParts parts = model.write(folder);
    String json = model.languageJson().replace(stated, absurd);
    Files.writeString(parts.language().resolve("config.json"), json);

    assertThat(refused(parts.checkpoint(), parts.language(), parts.vision()))
        .hasMessageContaining(named);
  }

  @Test
  void anotherVisionTowerIsRefusedWithBothWidths() throws IOException {
    TinyModel model = TinyModel.mpt();
    ModelParts parts = model.write(folder);
    Map<String, INDArray> vision = new TreeMap<>();
    vision.put("visual.conv1.weight", Nd4j.rand(32, 3, 4, 4));
    vision.put("visual.positional_embedding", Nd4j.rand(5, 32));
    vision.put("visual.proj", Nd4j.rand(32, 6));
    vision.put("visual.transformer.resblocks.0.mlp.c_fc.weight", Nd4j.rand(16, 32));
    vision.put("visual.transformer.resblocks.0.ln_1.weight", Nd4j.rand(32));
    TinyModel.save(parts.vision(), vision);

    assertThat(refused(parts.checkpoint(), parts.language(), parts.vision()))
        .hasMessageContainingAll("32", "64");
  }

  @Test
  void aPointerOfGitIsNoModel() throws IOException {
    ModelParts parts = TinyModel.mpt().write(folder);
    Files.writeString(
        parts.checkpoint(), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");

    CheckpointException refused = refused(parts.checkpoint(), parts.language(), parts.vision());

    assertThat(refused.problem()).isEqualTo(CheckpointProblem.LFS_POINTER);
    assertThat(refused).hasMessageContaining("git lfs pull");
  }

  private static CheckpointException refused(Path checkpoint, Path language, Path vision) {
    return catchThrowableOfType(
        CheckpointException.class,
        () -> OpenFlamingo.open(new ModelParts(checkpoint, language, vision)));
  }

  static void assertSame(Weights weights, Map<String, INDArray> expected) {
    expected.forEach(
        (name, tensor) -> assertThat(weights.get(name, tensor.shape())).as(name).isEqualTo(tensor));
  }
}
