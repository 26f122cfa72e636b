package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafetensorsFuzzTest {
  private static final int FLIPS = 4000;

  @TempDir Path folder;
  private Path path;
  private byte[] sound;

  @BeforeEach
  void writeASoundFile() throws IOException {
    path = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(
        path,
        Map.of(
            "latents", Nd4j.rand(DataType.FLOAT, 3, 5),
            "ids", Nd4j.arange(6).castTo(DataType.INT64),
            "mask", Nd4j.ones(DataType.BOOL, 7)),
        Map.of("format", "pt"));
    sound = Files.readAllBytes(path);
  }

  @Test
  void flippedBitsAreReadOrRefusedWithASentenceAndNeverCostMoreThanTheFile() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] bytes = sound.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertThat(refused).isBetween(FLIPS / 4, FLIPS - 1);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (int length = 0; length < sound.length; length++) {
      byte[] bytes = Arrays.copyOf(sound, length);
      assertThat(isRefused(bytes)).as("first %d bytes", length).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                   | size-mismatch",
        "[]                                                                   | malformed-header",
        "{} {}                                                                | malformed-header",
        "{\"a\":[1                                                            | malformed-header",
        "{\"a\" 1}                                                            | malformed-header",
        "{\"a\":1}                                                            | malformed-header",
        "{\"a\":{\"shape\":[4],\"data_offsets\":[0,4]}}                       | malformed-header",
        "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,4]}}                    | malformed-header",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4]}}                             | malformed-header",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4.0],\"data_offsets\":[0,4]}}    | malformed-header",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,8]}}    | malformed-header",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}      | size-mismatch",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}      | size-mismatch",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}      | offset-out-of-range",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[0,99999999999999999999],\"data_offsets\":[0,0]}}"
            + " | malformed-header",
        "{\"__metadata__\":{\"a\":1}}                                         | malformed-header",
        "{\"__metadata__\":[]}                                                | malformed-header",
        "{\"a\":{\"dtype\":\"F8_E5M2\",\"shape\":[4],\"data_offsets\":[0,4]}} | unsupported-dtype",
      })
  void aHeaderThatIsNotSoundIsNamed(String header, String problem) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + 4);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    Files.write(path, bytes.array());

    assertThatThrownBy(() -> readAll(path))
        .isInstanceOfSatisfying(
            CheckpointException.class, e -> assertThat(e.problem().id()).isEqualTo(problem))
        .hasMessageContaining("weights.safetensors")
        .hasMessageMatching("[^\\n]+\\.")
        .hasMessageNotContaining("[Source");
  }

  @Test
  void aMissingFileAndAFolderAreRefused() {
    assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("absent")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> SafetensorsFile.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is not a file");
  }

  private boolean isRefused(byte[] bytes) throws IOException {
    Files.write(path, bytes);
    try {
      assertThat(readAll(path)).isLessThanOrEqualTo(bytes.length);
      return false;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageContaining("weights.safetensors").hasMessageMatching("[^\\n]+\\.");
      return true;
    }
  }

  private static long readAll(Path path) {
    long total = 0;
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      for (String name : file.tensors().keySet()) {
        INDArray array = file.read(name);
        total += array.isEmpty() ? 0 : array.length() * array.dataType().width();
      }
    }
    return total;
  }
}
