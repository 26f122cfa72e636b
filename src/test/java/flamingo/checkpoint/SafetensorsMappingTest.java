package flamingo.checkpoint;

import static flamingo.checkpoint.SafetensorsRoundTripTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.tensor.nd4j.Nd4jOps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafetensorsMappingTest {
  @TempDir Path folder;

  @Test
  void largeTensorsAreMappedAndOutliveTheFileAndItsClosing() throws IOException {
    INDArray large = Nd4j.rand(DataType.FLOAT, 300, 257);
    Path path = folder.resolve("large.safetensors");
    SafetensorsWriter.write(path, Map.of("a", large, "b", Nd4j.ones(DataType.FLOAT, 3)), Map.of());

    INDArray mapped;
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      mapped = file.read("a");
    }

    assertSame(mapped, large);
    assertThat(mapped.mmul(Nd4j.ones(DataType.FLOAT, 257, 1)))
        .isEqualTo(large.mmul(Nd4j.ones(DataType.FLOAT, 257, 1)));
  }

  @ParameterizedTest
  @EnumSource(names = {"HALF", "BFLOAT16"})
  void rowsOfATableOf16BitsAreReadWhereTheyLie(DataType type) throws IOException {
    INDArray table = Nd4j.rand(DataType.FLOAT, 300, 258).castTo(type);
    Path path = folder.resolve("table.safetensors");
    SafetensorsWriter.write(path, Map.of("a", table), Map.of());
    int[][] ids = {{299, 0, 7}, {7, 7, 150}};

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      INDArray mapped = file.map("a").orElseThrow();
      assertThat(mapped.dataType()).isEqualTo(type);
      for (TensorOps ops : List.of(new Nd4jOps(), Engines.fastest(1).ops())) {
        INDArray rows = ops.embedding(mapped, ids);
        assertThat(rows).isEqualTo(ops.embedding(table.castTo(DataType.FLOAT), ids));
      }
      assertThat(file.read("a").dataType()).isEqualTo(type);
    }
  }

  @Test
  void aTransposedViewIsWrittenRowByRow() throws IOException {
    INDArray view = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4).transpose();
    Path path = folder.resolve("view.safetensors");
    SafetensorsWriter.write(path, Map.of("view", view), Map.of());

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertSame(file.read("view"), view.dup('c'));
    }
  }
}
