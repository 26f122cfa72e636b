package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.checkpoint.FileHash;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ModelLoadingTest {
  private static final int BLOCKS = 3;

  private final ModelLoading loading = new ModelLoading(share -> {});

  @TempDir Path folder;

  /** A file without an end. */
  private final class Endless extends InputStream {
    private int blocks;

    @Override
    public int read() {
      throw new UnsupportedOperationException("It is read in blocks.");
    }

    @Override
    public int read(byte[] block, int offset, int length) {
      if (++blocks == BLOCKS) {
        loading.cancel();
      }
      return length;
    }
  }

  @Test
  void aHashUnderWayEndsWithTheNextBlock() {
    Endless endless = new Endless();
    assertThatThrownBy(() -> FileHash.sha256(loading.heard(endless)))
        .isInstanceOf(CancellationException.class);
    assertThat(endless.blocks).isEqualTo(BLOCKS);
  }

  @Test
  void theHashIsThatOfTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(loading.sha256(file))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    loading.cancel();
    assertThatThrownBy(() -> loading.sha256(file)).isInstanceOf(CancellationException.class);
  }
}
