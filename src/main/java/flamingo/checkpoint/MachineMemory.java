package flamingo.checkpoint;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine's memory in bytes, told at once: a library that knows more takes a second to start.
 *
 * @param free what programs could still take
 */
public record MachineMemory(long total, long free) {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");
  private static final long KIBIBYTE = 1024;

  public static MachineMemory read() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new MachineMemory(system.getTotalMemorySize(), available(system.getFreeMemorySize()));
  }

  /** Linux counts files that it keeps in memory as used, though it gives them up when asked. */
  private static long available(long otherwise) {
    try {
      Matcher stated = AVAILABLE.matcher(Files.isReadable(LINUX) ? Files.readString(LINUX) : "");
      return stated.find() ? Long.parseLong(stated.group(1)) * KIBIBYTE : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }
}
