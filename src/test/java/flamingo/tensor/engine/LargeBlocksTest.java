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

class LargeBlocksTest {
  private static final long MEGABYTE = 1 << 20;
  private static final int BLOCKS = 20;

  /** Each block is larger than the gap that the one before it leaves between two that stay. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void blocksThatAreFreedLeaveNoGapsBetweenThoseThatStay() throws IOException {
    filled(31).close();
    long before = residentBytes();

    List<BytePointer> kept =
        LargeBlocks.returned(
            () -> {
              List<BytePointer> staying = new ArrayList<>();
              for (int size = 5; size < 5 + BLOCKS; size++) {
                try (BytePointer block = filled(size)) {
                  staying.add(filled(1));
                }
              }
              return staying;
            });

    long taken = residentBytes() - before;
    kept.forEach(BytePointer::close);
    assertThat(taken).isBetween(BLOCKS * MEGABYTE / 2, 4 * BLOCKS * MEGABYTE);
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
