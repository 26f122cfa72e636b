package flamingo.tensor.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory native libraries may take. JavaCPP bounds it by the heap's size, which says
 * nothing about arrays that lie outside the heap; here the machine's memory is the bound.
 */
public final class NativeMemory {
  private static final String ARRAYS = "org.bytedeco.javacpp.maxbytes";
  private static final String PROCESS = "org.bytedeco.javacpp.maxphysicalbytes";

  private NativeMemory() {}

  /**
   * Sets a bound of the user's. Call it before the first use of any native library.
   *
   * @param bytes of all arrays outside the heap
   */
  public static void limit(long bytes) {
    System.setProperty(ARRAYS, String.valueOf(bytes));
  }

  /** Sets what the user has not set. Call it before the first use of any native library. */
  public static void configure() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    String bytes = String.valueOf(system.getTotalMemorySize());
    for (String property : new String[] {ARRAYS, PROCESS}) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, bytes);
      }
    }
  }
}
