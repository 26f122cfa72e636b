package flamingo.ui;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * How long the window's thread lets a task wait, asked again and again. What is not its fault is
 * left out: collections of garbage, and the time in which it, or the renderer that it waits for,
 * was ready to run but other programs had the processors. What it computed itself always counts.
 */
final class FxStalls {
  private static final long BETWEEN_MILLIS = 4;
  private static final long SUSPICIOUS_NANOS = 30_000_000;
  private static final String RENDERER = "Quantum";

  /**
   * @param trace where the thread was after a while; empty where it was not slow
   */
  record Stall(Duration duration, StackTraceElement[] trace) {
    private static final Stall NONE = new Stall(Duration.ZERO, new StackTraceElement[0]);

    @Override
    public String toString() {
      return Arrays.stream(trace)
          .map(frame -> "\n  at " + frame)
          .collect(
              Collectors.joining(
                  "", "the window stood still for %d ms".formatted(duration.toMillis()), "\n"));
    }
  }

  private final Thread watched;
  private final Optional<Path> watchedSchedule;
  private final Optional<Path> rendererSchedule = Schedule.ofThread(RENDERER);
  private final Thread watcher = new Thread(this::run, "fx-watchdog");
  private volatile boolean ended;
  private Stall longest = Stall.NONE;

  private FxStalls(Thread watched, Optional<Path> watchedSchedule) {
    this.watched = watched;
    this.watchedSchedule = watchedSchedule;
    watcher.setDaemon(true);
  }

  /** Begins, with the toolkit running, on any thread but the window's. */
  static FxStalls watch() {
    CompletableFuture<FxStalls> made = new CompletableFuture<>();
    Platform.runLater(
        () -> made.complete(new FxStalls(Thread.currentThread(), Schedule.ofThisThread())));
    FxStalls stalls = made.join();
    stalls.watcher.start();
    return stalls;
  }

  /** The longest since {@link #watch}. */
  Stall end() throws InterruptedException {
    ended = true;
    watcher.join();
    return longest;
  }

  private void run() {
    try {
      while (!ended) {
        Stall stall = next();
        if (stall.duration().compareTo(longest.duration()) > 0) {
          longest = stall;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The watcher's own delays shorten what it sees, and never lengthen it. */
  private Stall next() throws InterruptedException {
    watched.join(BETWEEN_MILLIS);
    CompletableFuture<Instant> answer = new CompletableFuture<>();
    Platform.runLater(() -> answer.complete(atLast()));
    Instant begin = atFirst();
    StackTraceElement[] trace = {};
    while (!answer.isDone()) {
      watched.join(BETWEEN_MILLIS);
      if (trace.length == 0 && System.nanoTime() - begin.time() > SUSPICIOUS_NANOS) {
        trace = watched.getStackTrace();
      }
    }
    return new Stall(Duration.ofNanos(answer.join().faultSince(begin)), trace);
  }

  /**
   * Clocks, in nanoseconds.
   *
   * @param excused collections of garbage, and waiting for processors
   * @param ran by the window's thread
   */
  private record Instant(long time, long excused, long ran) {
    long faultSince(Instant begin) {
      return Math.max(0, Math.max(ran - begin.ran, time - begin.time - (excused - begin.excused)));
    }
  }

  /** A collection may begin between two clocks: it has to be excused whenever it counts. */
  private Instant atFirst() {
    long excused = excused();
    return new Instant(System.nanoTime(), excused, Schedule.read(watchedSchedule).ran());
  }

  private Instant atLast() {
    long ran = Schedule.read(watchedSchedule).ran();
    long time = System.nanoTime();
    return new Instant(time, excused(), ran);
  }

  private long excused() {
    return collections()
        + Schedule.read(watchedSchedule).waited()
        + Schedule.read(rendererSchedule).waited();
  }

  private static long collections() {
    return TimeUnit.MILLISECONDS.toNanos(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum());
  }
}
