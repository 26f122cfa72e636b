package flamingo.ui;

import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * What the process holds that is not garbage.
 *
 * @param heapBytes objects of Java
 * @param offHeapBytes memory that is resident beside the heap; the heap has to be resident as a
 *     whole for that ({@code -XX:+AlwaysPreTouch}, as much at first as at last)
 */
record Footprint(long heapBytes, long offHeapBytes, int threads) {
  private static final int COLLECTIONS = 3;

  static Footprint now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Footprint(
        heap,
        Pointer.physicalBytes() - Runtime.getRuntime().totalMemory(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Override
  public String toString() {
    return "heap %.1f MB, off-heap %.1f MB, %d threads"
        .formatted(heapBytes / 1e6, offHeapBytes / 1e6, threads);
  }
}
