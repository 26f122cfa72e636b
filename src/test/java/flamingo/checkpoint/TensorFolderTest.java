package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorFolderTest {
  @TempDir Path folder;
  private final INDArray a = Nd4j.rand(3, 4);
  private final INDArray b = Nd4j.rand(5);

  @BeforeEach
  void writeShards() throws IOException {
    TinyModel.save(folder.resolve("model-00001-of-00002.safetensors"), Map.of("a", a));
    TinyModel.save(folder.resolve("model-00002-of-00002.safetensors"), Map.of("b", b));
    writeIndex("model-00002-of-00002.safetensors");
  }

  @Test
  void readsEachTensorFromItsShard() {
    try (TensorFolder open = TensorFolder.open(folder)) {
      assertThat(open.tensors()).containsOnlyKeys("a", "b");
      assertThat(open.read("a")).isEqualTo(a);
      assertThat(open.read("b")).isEqualTo(b);
      assertThat(open.files()).hasSize(2);
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

    assertThat(refused()).hasMessageContaining("model-00002-of-00002.safetensors");
  }

  @Test
  void aHalfDownloadedShardIsNamed() throws IOException {
    Path shard = folder.resolve("model-00002-of-00002.safetensors");
    byte[] whole = Files.readAllBytes(shard);
    for (int length = 0; length < whole.length; length++) {
      Files.write(shard, Arrays.copyOf(whole, length));
      assertThat(refused()).hasMessageContainingAll("model-00002-of-00002", "download");
    }
  }

  @Test
  void aShardOutsideTheFolderIsNotRead() throws IOException {
    Path outside = folder.resolveSibling("outside.safetensors");
    TinyModel.save(outside, Map.of("b", b));
    for (String name : new String[] {"../outside.safetensors", outside.toString(), "..", ""}) {
      writeIndex(name);
      assertThat(refused().problem()).as(name).isEqualTo(CheckpointProblem.MALFORMED_CONFIG);
    }
    Files.delete(outside);
  }

  @Test
  void aTensorThatItsShardLacksIsNamed() throws IOException {
    writeIndex("model-00001-of-00002.safetensors");

    assertThat(refused()).hasMessageContaining("\"b\"");
  }

  @Test
  void anEmptyFolderSaysWhatItLacks() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(catchThrowableOfType(CheckpointException.class, () -> TensorFolder.open(empty)))
        .hasMessageContainingAll("model.safetensors", "pytorch_model.bin");
  }

  private void writeIndex(String shardOfB) throws IOException {
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", \"b\": \"%s\"}}"
            .formatted(shardOfB));
  }

  private CheckpointException refused() {
    return catchThrowableOfType(CheckpointException.class, () -> TensorFolder.open(folder));
  }
}
