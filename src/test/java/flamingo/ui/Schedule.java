package flamingo.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the system gave to a thread so far, in nanoseconds; nothing where it keeps no record (all
 * but Linux).
 *
 * @param ran on a processor
 * @param waited for one, ready to run
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">schedstat</a>
 */
public record Schedule(long ran, long waited) {
  private static final Schedule NONE = new Schedule(0, 0);
  private static final Path THREADS = Path.of("/proc/self/task");

  /** Where it is read for the thread that calls. */
  public static Optional<Path> ofThisThread() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return readable(THREADS.resolve(thread.getFileName()));
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return Optional.empty();
    }
  }

  /** Where it is read for the first thread whose name begins so. */
  public static Optional<Path> ofThread(String name) {
    if (!Files.isDirectory(THREADS)) {
      return Optional.empty();
    }
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads
          .filter(thread -> isCalled(thread, name))
          .findFirst()
          .flatMap(Schedule::readable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Schedule read(Optional<Path> file) {
    if (file.isEmpty()) {
      return NONE;
    }
    try {
      String[] numbers = Files.readString(file.get()).split(" ");
      return new Schedule(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> readable(Path thread) {
    return Optional.of(thread.resolve("schedstat")).filter(Files::isReadable);
  }

  private static boolean isCalled(Path thread, String name) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(name);
    } catch (IOException ended) {
      return false;
    }
  }
}
