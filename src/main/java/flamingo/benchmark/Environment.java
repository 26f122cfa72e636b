package flamingo.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oshi.SystemInfo;

/**
 * Where something was measured.
 *
 * @param appVersion of this program; {@code development} where it runs from its classes
 * @param java version and vendor
 * @param os name, version and architecture
 * @param cpu as the processor names itself
 * @param processors that this process may use
 * @param governor how the system chooses the processor's frequency; null where it does not say
 * @param load processes that ran or waited during the last minute, on average; NaN where the system
 *     does not say
 */
public record Environment(
    String appVersion,
    String java,
    String os,
    String cpu,
    int processors,
    String governor,
    double load) {
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

  private static final double MOST_LOAD = 0.5;

  public static Environment current() {
    return new Environment(
        program(),
        javaVersion(),
        String.format(
            Locale.ROOT,
            "%s %s %s",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        new SystemInfo().getHardware().getProcessor().getProcessorIdentifier().getName().strip(),
        Runtime.getRuntime().availableProcessors(),
        governorOfLinux(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The version of this program, told at once; {@code development} where it runs from classes. */
  public static String program() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Version and vendor, told at once. */
  public static String javaVersion() {
    return System.getProperty("java.version") + " " + System.getProperty("java.vendor");
  }

  /** What may spoil times, a sentence each with what to do about it. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (load > MOST_LOAD * processors) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The machine is busy already: a load of %.1f, processors for this process: %d; close other programs.",
              load,
              processors));
    }
    if (governor != null && !governor.equals("performance")) {
      warnings.add(
          "The processor's frequency follows the governor %s; set it to performance for steady times."
              .formatted(governor));
    }
    return warnings;
  }

  private static String governorOfLinux() {
    try {
      return Files.isReadable(GOVERNOR) ? Files.readString(GOVERNOR).strip() : null;
    } catch (IOException unknown) {
      return null;
    }
  }
}
