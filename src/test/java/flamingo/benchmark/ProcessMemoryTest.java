package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  @Test
  void thePeakCountsMemoryOutsideTheHeap() {
    long bytes = 64L << 20;
    long before = ProcessMemory.peakBytes();
    long resident = Pointer.physicalBytes();
    try (BytePointer memory = new BytePointer(bytes)) {
      Pointer.memset(memory, 1, bytes);
      assertThat(ProcessMemory.peakBytes()).isGreaterThanOrEqualTo(before);
      assertThat(Pointer.physicalBytes()).isGreaterThan(resident + bytes / 2);
      assertThat(ProcessMemory.peakBytes()).isGreaterThan(bytes);
    }
  }
}
