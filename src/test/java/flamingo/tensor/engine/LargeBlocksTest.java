package flamingo.tensor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LargeBlocksTest {
  private static final long MEGABYTE = 1 << 20;
  private static final int BLOCKS = 20;

  /** In a process of its own, whose memory has no gaps that other tests left. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void blocksThatAreFreedLeaveNoGapsBetweenThoseThatStay(@TempDir Path folder) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Path taken = folder.resolve("taken");
    Process fresh =
        new ProcessBuilder(java, "-cp", classes, Fresh.class.getName(), taken.toString())
            .inheritIO()
            .start();

    assertThat(fresh.waitFor()).isZero();
    assertThat(Long.parseLong(Files.readString(taken)))
        .isBetween(BLOCKS * MEGABYTE / 2, (BLOCKS + 2) * MEGABYTE);
  }

  /** Writes by how many bytes it grows where small blocks stay and large ones go. */
  static final class Fresh {
    private Fresh() {}

    public static void main(String[] arguments) throws IOException {
      LargeBlocks.returned(() -> filled(31)).close(); // loads all that it needs
      long before = residentBytes();
      List<BytePointer> kept = LargeBlocks.returned(Fresh::smallBlocks);
      Files.writeString(Path.of(arguments[0]), String.valueOf(residentBytes() - before));
      kept.forEach(BytePointer::close);
    }

    /** Each large block is larger than the gap that the one before it leaves. */
    private static List<BytePointer> smallBlocks() {
      List<BytePointer> staying = new ArrayList<>();
      for (int size = 5; size < 5 + BLOCKS; size++) {
        try (BytePointer block = filled(size)) {
          staying.add(filled(1));
        }
      }
      return staying;
    }

    private static BytePointer filled(int megabytes) {
      BytePointer block = new BytePointer(megabytes * MEGABYTE);
      return block.fill(1);
    }

    private static long residentBytes() throws IOException {
      String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
      return Long.parseLong(pages) * 4096;
    }
  }
}
