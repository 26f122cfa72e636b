package flamingo.benchmark;

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
 */
public record Environment(String appVersion, String java, String os, String cpu, int processors) {

  public static Environment current() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return new Environment(
        version == null ? "development" : version,
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        String.format(
            Locale.ROOT,
            "%s %s %s",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        new SystemInfo().getHardware().getProcessor().getProcessorIdentifier().getName().strip(),
        Runtime.getRuntime().availableProcessors());
  }
}
