package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedZipTest {
  private static final int END_RECORD = 22;
  private static final int COUNT_ON_DISK = 8;
  private static final int COUNT = 10;
  private static final int LONG_NAME = 1000;

  @TempDir Path folder;

  @Test
  void aListThatFitsIsReadAndPartsMayBeLarger() throws IOException {
    try (ZipFile zip = BoundedZip.open(zip(10, 8), 4096)) {
      ByteBuffer part = ByteBuffer.allocate(1 << 16);
      part.put(zip.getInputStream(zip.getEntry("parts000")).readAllBytes());
      assertThat(part.position()).isEqualTo(1 << 15);
    }
  }

  @Test
  void aLongerListIsRefused() throws IOException {
    Path file = zip(100, 8);
    assertThatThrownBy(() -> BoundedZip.open(file, 4096))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("list of parts");
    assertThat(Files.deleteIfExists(file)).isTrue();
  }

  /** The reader goes on as long as there are parts, whatever number of them the file states. */
  @Test
  void encodersAndCheckpointsWithAnEndlessListAreRefusedThoughTheyClaimOnePart()
      throws IOException {
    Path encoder = claimingOnePart(zip(1100, LONG_NAME));
    assertTooLarge(() -> UserGraph.read(encoder, 32, 12));
    Path checkpoint = claimingOnePart(zip(9000, LONG_NAME));
    assertTooLarge(() -> TorchFile.open(checkpoint));
  }

  private static void assertTooLarge(ThrowingCallable read) {
    CheckpointException refused = catchThrowableOfType(CheckpointException.class, read);
    assertThat(refused.problem()).as(refused.getMessage()).isEqualTo(CheckpointProblem.TOO_LARGE);
    assertThat(refused.getMessage()).contains("list of parts").endsWith(".").doesNotContain("\n");
  }

  private static Path claimingOnePart(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    end.putShort(bytes.length - END_RECORD + COUNT_ON_DISK, (short) 1);
    end.putShort(bytes.length - END_RECORD + COUNT, (short) 1);
    return Files.write(file, bytes);
  }

  private Path zip(int parts, int nameLength) throws IOException {
    Path file = folder.resolve("parts" + parts + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < parts; i++) {
        zip.putNextEntry(new ZipEntry("parts%03d".formatted(i) + "x".repeat(nameLength - 8)));
        zip.write(new byte[i == 0 ? 1 << 15 : 0]);
      }
    }
    return file;
  }
}
