package flamingo.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process takes: heap, arrays, libraries and all. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final long KIBIBYTE = 1024;

  private ProcessMemory() {}

  /**
   * The most bytes that were resident at once; where the system does not say, those that are now.
   */
  public static long peakBytes() {
    return peakOfLinux().orElseGet(Pointer::physicalBytes);
  }

  private static Optional<Long> peakOfLinux() {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
          .findFirst();
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }
}
