package flamingo.ui.shell;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of this process.
 *
 * @param heapBytes objects of Java
 * @param offHeapBytes the rest, arrays of the model above all
 */
public record MemoryUse(long heapBytes, long offHeapBytes) {
  /** As it is now. Loads a native library the first time: not for the JavaFX thread. */
  public static MemoryUse now() {
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    return new MemoryUse(heap, Math.max(0, Pointer.physicalBytes() - residentHeap(runtime)));
  }

  /** Of a heap, the system gives only what was once used, which is less than was reserved. */
  private static long residentHeap(Runtime runtime) {
    long once =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return Math.min(once, runtime.totalMemory());
  }
}
