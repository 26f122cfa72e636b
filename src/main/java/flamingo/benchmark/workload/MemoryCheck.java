package flamingo.benchmark.workload;

import java.util.Locale;
import oshi.SystemInfo;

/** Refuses work that would not fit into memory, before any of it is taken. */
final class MemoryCheck {
  private static final double GIGABYTE = 1e9;

  private MemoryCheck() {}

  /**
   * @param bytes that the weights will take
   * @throws IllegalArgumentException naming both numbers if there are not so many
   */
  static void requireFree(String what, long bytes) {
    long free = new SystemInfo().getHardware().getMemory().getAvailable();
    if (bytes > free) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs %.1f GB for its weights, but %.1f GB are free; choose a precision with fewer bytes a weight, or close other programs.",
              what,
              bytes / GIGABYTE,
              free / GIGABYTE));
    }
  }
}
