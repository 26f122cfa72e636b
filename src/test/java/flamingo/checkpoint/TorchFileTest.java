package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PyTorch files written here instruction by instruction; the verifier's fixtures cover real ones.
 */
class TorchFileTest {
  @TempDir Path folder;

  @Test
  void readsAWrappedStateDictAndDropsTheParallelPrefix() throws IOException {
    Pickle pickle = new Pickle().op('}').op('(').text("model_state_dict").op('}');
    pickle.text("module.w").tensor("0", 0, new int[] {2, 2}, new int[] {2, 1}).op('s');
    pickle.text("epoch").integer(3).op('u');

    try (TorchFile file = TorchFile.open(write(pickle, new float[] {1, 2, 3, 4}))) {
      assertThat(file.tensors()).containsOnlyKeys("w");
      assertThat(file.read("w").toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    }
  }

  @Test
  void laysOutAStridedViewAtAnOffset() throws IOException {
    Pickle pickle = new Pickle().op('}').text("w");
    pickle.tensor("0", 1, new int[] {3, 2}, new int[] {1, 3}).op('s');

    try (TorchFile file = TorchFile.open(write(pickle, new float[] {9, 0, 1, 2, 3, 4, 5}))) {
      assertThat(file.read("w").toFloatMatrix())
          .isDeepEqualTo(new float[][] {{0, 3}, {1, 4}, {2, 5}});
    }
  }

  @Test
  void refusesATensorRepeatedBeyondItsStorage() throws IOException {
    Pickle pickle = new Pickle().op('}').text("w");
    pickle.tensor("0", 0, new int[] {1 << 20, 1 << 20}, new int[] {0, 0}).op('s');

    assertProblem(write(pickle, new float[] {1}), CheckpointProblem.STORAGE_TOO_SMALL, "w");
  }

  @Test
  void refusesEveryNameThatIsNotNeededAndExecutesNothing() throws IOException {
    Path trace = folder.resolve("executed");
    Pickle pickle =
        new Pickle().global("os", "system").op('(').text("touch " + trace).op('t').op('R');

    assertProblem(write(pickle, new float[0]), CheckpointProblem.FORBIDDEN_GLOBAL, "os.system");
    assertThat(trace).doesNotExist();
  }

  @Test
  void refusesABuildOfAnythingButADict() throws IOException {
    Pickle pickle = new Pickle().op(']').op('}').op('b');

    assertProblem(write(pickle, new float[0]), CheckpointProblem.MALFORMED_PICKLE, "dict");
  }

  @Test
  void refusesAnInstructionThatWeightFilesDoNotNeed() throws IOException {
    Pickle pickle = new Pickle().op(']').op(')').op(0x81);

    assertProblem(write(pickle, new float[0]), CheckpointProblem.MALFORMED_PICKLE, "0x81");
  }

  @Test
  void namesAnAbsentFile() {
    assertThatThrownBy(() -> TorchFile.open(folder.resolve("absent.pt")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("absent.pt");
  }

  @Test
  void everyFlippedByteEitherLoadsOrIsRefusedInOneSentence() throws IOException {
    Pickle pickle = new Pickle().op('}').text("w");
    pickle.tensor("0", 0, new int[] {2, 2}, new int[] {2, 1}).op('s');
    byte[] sound = Files.readAllBytes(write(pickle, new float[] {1, 2, 3, 4}));
    Path broken = folder.resolve("flipped.pt");
    for (int at = 0; at < sound.length; at++) {
      byte[] bytes = sound.clone();
      bytes[at] ^= (byte) (1 + at % 255);
      Files.write(broken, bytes);
      try (TorchFile file = TorchFile.open(broken)) {
        file.tensors().keySet().forEach(file::read);
      } catch (CheckpointException refused) {
        assertThat(refused).hasMessageContaining("flipped.pt");
      }
    }
  }

  private static void assertProblem(Path file, CheckpointProblem problem, String named) {
    CheckpointException refused =
        catchThrowableOfType(CheckpointException.class, () -> TorchFile.open(file));
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused).hasMessageContaining(named);
  }

  private Path write(Pickle pickle, float[] storage) throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(storage.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(storage);
    Path file = folder.resolve("model.pt");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      long end = Pickle.store(zip, "model/data.pkl", pickle.op('.').bytes(), 0);
      Pickle.store(zip, "model/data/0", data.array(), end);
    }
    return file;
  }

  @Test
  void aPartThatUnpacksToFarMoreThanATableIsRefused() throws IOException {
    Path bomb = folder.resolve("bomb.pt");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry("checkpoint/data.pkl"));
      for (int i = 0; i <= 16; i++) {
        zip.write(zeros);
      }
    }

    assertProblem(bomb, CheckpointProblem.MALFORMED_PICKLE, "larger than 16777216 bytes");
  }
}
