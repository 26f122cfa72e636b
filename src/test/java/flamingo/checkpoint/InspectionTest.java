package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class InspectionTest {
  @TempDir Path folder;

  @Test
  void aWholeModelHasAllParametersAndNoMismatch() throws IOException {
    TinyModel model = TinyModel.neox();
    model.write(folder);

    Inspection inspection = Inspection.of(folder);

    assertThat(inspection.isSound()).isTrue();
    assertThat(inspection.config()).contains(model.config);
    assertThat(inspection.tensors().stream().mapToLong(InspectedTensor::elements).sum())
        .isEqualTo(model.config.parameters());
    assertThat(inspection.tensors()).noneMatch(tensor -> tensor.part() == ModelPart.OTHER);
  }

  @Test
  void swappedPartsAreExplainedTensorByTensor() throws IOException {
    TinyModel.mpt().write(folder);
    TinyModel.neox().writeLanguage(folder.resolve("lm"));

    Inspection inspection = Inspection.of(folder);

    assertThat(inspection.isSound()).isFalse();
    assertThat(inspection.problems()).singleElement().asString().contains("GPT-NeoX");
    assertThat(inspection.mismatches())
        .anyMatch(
            mismatch ->
                mismatch.tensor().contains("gpt_neox.layers.0.gated_cross_attn_layer.attn.to_q")
                    && mismatch.problem() == CheckpointProblem.MISSING_KEY);
  }

  @Test
  void aTensorOfAnotherShapeShowsBoth() throws IOException {
    TinyModel model = TinyModel.mpt();
    ModelParts parts = model.write(folder);
    Map<String, INDArray> language = new TreeMap<>(model.languageTensors());
    language.computeIfPresent(
        "transformer.blocks.1.mlp.mlp_up.weight", (name, tensor) -> tensor.transpose());
    TinyModel.save(parts.language().resolve("model.safetensors"), language);

    assertThat(Inspection.of(folder).mismatches())
        .singleElement()
        .satisfies(
            mismatch ->
                assertThat(mismatch.explanation()).contains("[16, 64]").contains("[64, 16]"));
  }

  @Test
  void whatIsMissingIsSaidBesideWhatIsThere() throws IOException {
    ModelParts parts = TinyModel.mpt().write(folder);
    Files.delete(parts.vision());

    Inspection inspection = Inspection.of(folder);

    assertThat(inspection.problems()).singleElement().asString().contains("vision tower");
    assertThat(inspection.tensors()).anyMatch(tensor -> tensor.part() == ModelPart.RESAMPLER);
  }

  @Test
  void everyPartAloneIsRecognised() throws IOException {
    ModelParts parts = TinyModel.mpt().write(folder);

    assertThat(Inspection.of(parts.checkpoint()).title()).contains("trained part");
    assertThat(Inspection.of(parts.language()).title()).contains("MOSAIC_GPT");
    assertThat(Inspection.of(parts.vision()).title()).contains("CLIP", "8 px");
    for (Path part : new Path[] {parts.checkpoint(), parts.language(), parts.vision()}) {
      assertThat(Inspection.of(part).isSound()).as("%s", part).isTrue();
    }
  }

  @Test
  void tenGigabytesAreInspectedWithoutReadingThem() throws IOException {
    Path file = folder.resolve("sparse.safetensors");
    long bytes = 10_000_000_000L;
    String header =
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [2500000000], \"data_offsets\": [0, %d]}}"
            .formatted(bytes);
    ByteBuffer start = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(start.array());
      sparse.setLength(start.capacity() + bytes);
    }
    Runtime runtime = Runtime.getRuntime();

    Inspection inspection = Inspection.of(file);

    assertThat(inspection.tensors()).singleElement().extracting("bytes").isEqualTo(bytes);
    assertThat(runtime.totalMemory() - runtime.freeMemory()).isLessThan(bytes / 4);
  }
}
