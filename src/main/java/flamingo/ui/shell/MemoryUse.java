package flamingo.ui.shell;

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
    return new MemoryUse(heap, Math.max(0, Pointer.physicalBytes() - runtime.totalMemory()));
  }
}
