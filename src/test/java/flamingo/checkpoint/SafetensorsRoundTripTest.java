package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafetensorsRoundTripTest {
  private static final DataType[] TYPES = {
    DataType.FLOAT,
    DataType.FLOAT16,
    DataType.BFLOAT16,
    DataType.INT64,
    DataType.INT32,
    DataType.UINT8,
    DataType.BOOL,
    DataType.DOUBLE
  };

  private static final List<String> ODD_NAMES =
      List.of(
          "",
          " ",
          "a.b",
          "\"quoted\\\"",
          "\n\t\u0000",
          "\u00e9",
          "\ud83e\udda9",
          "__metadata",
          "}");

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsRead(long seed) throws IOException {
    Random random = new Random(seed);
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      tensors.put(randomName(random), randomArray(random, TYPES[random.nextInt(TYPES.length)]));
    }
    Path file = Files.createTempFile("round-trip", ".safetensors");
    try {
      SafetensorsWriter.write(file, tensors, Map.of("made by", "a test"));
      try (SafetensorsFile read = SafetensorsFile.open(file)) {
        assertThat(read.tensors().keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        assertThat(read.metadata()).containsExactly(Map.entry("made by", "a test"));
        tensors.forEach((name, array) -> assertSame(read.read(name), array));
      }
    } finally {
      Files.delete(file);
    }
  }

  static void assertSame(INDArray read, INDArray written) {
    assertThat(read.dataType()).isEqualTo(written.dataType());
    assertThat(read.shape()).isEqualTo(written.shape());
    if (!written.isEmpty()) {
      assertThat(read).isEqualTo(written);
    }
  }

  private static String randomName(Random random) {
    if (random.nextInt(3) == 0) {
      return ODD_NAMES.get(random.nextInt(ODD_NAMES.size()));
    }
    return random
        .ints(random.nextInt(12), ' ', Character.MIN_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static INDArray randomArray(Random random, DataType type) {
    long[] shape = random.ints(random.nextInt(4), 1, 6).asLongStream().toArray();
    if (shape.length > 0 && random.nextInt(10) == 0) {
      shape[random.nextInt(shape.length)] = 0;
      return Nd4j.create(type, shape);
    }
    Nd4j.getRandom().setSeed(random.nextLong());
    return Nd4j.rand(DataType.DOUBLE, shape).muli(200).subi(type.isSigned() ? 100 : 0).castTo(type);
  }
}
