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
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String FORGET_PEAK = "5";
  private static final String PEAK = "VmHWM:";
  private static final long KIBIBYTE = 1024;

  private ProcessMemory() {}

  /**
   * The most bytes that were resident at once; where the system does not say, those that are now.
   */
  public static long peakBytes() {
    return peakOfLinux().orElseGet(Pointer::physicalBytes);
  }

  /** From now on, the peak is that of what follows; where the system cannot, nothing changes. */
  public static void forgetPeak() {
    if (Files.isWritable(CLEAR)) {
      try {
        Files.writeString(CLEAR, FORGET_PEAK);
      } catch (IOException unsupported) {
        System.getLogger(ProcessMemory.class.getName())
            .log(System.Logger.Level.DEBUG, "The peak of memory stays", unsupported);
      }
    }
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
