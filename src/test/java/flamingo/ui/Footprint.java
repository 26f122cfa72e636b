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
  private static final int COLLECTIONS = 30;
  private static final long SAME = 200_000;

  /** ND4J's threads free what a collection finds, which makes more garbage: until there is none. */
  static Footprint now() {
    long before = Long.MAX_VALUE;
    long heap = usedHeap();
    for (int i = 0; i < 3 || i < COLLECTIONS && before - heap > SAME; i++) {
      before = heap;
      System.gc();
      heap = usedHeap();
    }
    return new Footprint(
        heap,
        Pointer.physicalBytes() - Runtime.getRuntime().totalMemory(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static long usedHeap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public String toString() {
    return "heap %.1f MB, off-heap %.1f MB, %d threads"
        .formatted(heapBytes / 1e6, offHeapBytes / 1e6, threads);
  }
}
