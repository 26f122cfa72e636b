package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConverterTest {
  private static final ConversionListener QUIET = (tensor, number, all) -> {};

  @TempDir Path folder;

  @Test
  void aConvertedModelIsTheSameModelWithRoundedMatrices() throws IOException {
    for (TinyModel model : List.of(TinyModel.mpt(), TinyModel.neox())) {
      Path place = Files.createDirectory(folder.resolve(model.config.language().kind().name()));
      model.write(place);
      for (PackedPrecision precision : PackedPrecision.values()) {
        Path packed = folder.resolve(precision.id() + ".safetensors");
        Converter.convert(place, packed, precision, QUIET);
        try (OpenFlamingo open = OpenFlamingo.open(packed)) {
          assertThat(open.config()).isEqualTo(model.config);
          assertClose(open, model.tensors, precision);
        }
      }
    }
  }

  private static void assertClose(
      OpenFlamingo open, Map<String, INDArray> expected, PackedPrecision precision) {
    double error = precision == PackedPrecision.INT8 ? 0.5 / 127 : 1.0 / 256;
    expected.forEach(
        (name, tensor) -> {
          INDArray stored = open.weights().get(name, tensor.shape());
          double allowed = tensor.rank() < 2 ? 0 : error * tensor.amaxNumber().doubleValue();
          assertThat(stored.sub(tensor).amaxNumber().doubleValue())
              .as(name)
              .isLessThanOrEqualTo(allowed * 1.001);
        });
  }

  @Test
  void theFilesAreAsSmallAsTheirNumbers() throws IOException {
    TinyModel.mpt().write(folder);
    Path half = folder.resolve("half.safetensors");
    Path quarter = folder.resolve("quarter.safetensors");
    Path lm = folder.resolve("lm/model.safetensors");
    Converter.convert(lm, half, PackedPrecision.BITS_16, QUIET);
    Converter.convert(lm, quarter, PackedPrecision.INT8, QUIET);

    assertThat(types(half)).contains(StoredType.BF16, StoredType.F32);
    assertThat(types(quarter)).contains(StoredType.I8, StoredType.BF16, StoredType.F32);
    assertThat(dataBytes(half)).isLessThan(dataBytes(lm) * 11 / 20);
    assertThat(dataBytes(quarter)).isLessThan(dataBytes(lm) * 9 / 20);
  }

  @Test
  void bfloat16IsTheNearestWithHalvesToEven() throws IOException {
    INDArray numbers = Nd4j.createFromArray(new float[][] {{1.00390625f, 1.01171875f, -3.3e38f}});
    Path packed = folder.resolve("packed.safetensors");
    Path source = TinyModel.save(folder.resolve("a.safetensors"), Map.of("a.weight", numbers));
    Converter.convert(source, packed, PackedPrecision.BITS_16, QUIET);

    try (SafetensorsFile file = SafetensorsFile.open(packed)) {
      float[] rounded = file.read("a.weight").toFloatMatrix()[0];
      assertThat(rounded).startsWith(1f, 1.015625f);
      assertThat(rounded[2]).isBetween(-3.31e38f, -3.29e38f);
    }
  }

  @Test
  void aRowOfZerosStaysZero() throws IOException {
    INDArray numbers = Nd4j.createFromArray(new float[][] {{0, 0}, {-2, 1}});
    Path packed = folder.resolve("packed.safetensors");
    Path source = TinyModel.save(folder.resolve("a.safetensors"), Map.of("a.weight", numbers));
    Converter.convert(source, packed, PackedPrecision.INT8, QUIET);

    try (SafetensorsFile file = SafetensorsFile.open(packed)) {
      float[][] read = ModelTensor.named(file, "a.weight").load().toFloatMatrix();
      assertThat(read[0]).containsExactly(0, 0);
      assertThat(read[1][0]).isEqualTo(-2);
    }
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    TinyModel.mpt().write(folder);
    Path target = Files.writeString(folder.resolve("target.safetensors"), "precious");
    List<Path> before = files();

    assertThatThrownBy(
            () ->
                Converter.convert(
                    folder.resolve("lm"),
                    target,
                    PackedPrecision.INT8,
                    (tensor, number, all) -> {
                      if (number == all) {
                        throw new IllegalStateException("the disk is gone");
                      }
                    }))
        .hasMessageContaining("gone");

    assertThat(files()).isEqualTo(before);
    assertThat(target).hasContent("precious");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    TinyModel.mpt().write(folder);
    Path nowhere = folder.resolve("absent").resolve("out.safetensors");

    CheckpointException refused =
        catchThrowableOfType(
            CheckpointException.class,
            () -> Converter.convert(folder.resolve("lm"), nowhere, PackedPrecision.INT8, QUIET));

    assertThat(refused.problem()).isEqualTo(CheckpointProblem.UNWRITABLE_FILE);
    assertThat(refused).hasMessageContaining("absent");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private static List<StoredType> types(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return file.tensors().values().stream().map(TensorEntry::type).toList();
    }
  }

  private static long dataBytes(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return file.tensors().values().stream().mapToLong(TensorEntry::bytes).sum();
    }
  }
}
