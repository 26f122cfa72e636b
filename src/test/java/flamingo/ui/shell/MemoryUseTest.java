package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void arraysOutsideTheHeapAreSeen() {
    long before = MemoryUse.now().offHeapBytes();
    assertThat(before).isPositive();
    try (BytePointer array = new BytePointer(200 * MEGABYTE)) {
      Pointer.memset(array, 1, array.capacity());
      assertThat(MemoryUse.now().offHeapBytes() - before).isBetween(150 * MEGABYTE, 250 * MEGABYTE);
    }
  }
}
