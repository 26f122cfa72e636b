package flamingo.ui.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window for one program folder. The first start holds a lock, which the system takes back when
 * the process ends, however it ends; a further start leaves its folder in a file, which the first
 * one looks for.
 */
public final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
  private static final long LOOK_EVERY_MILLIS = 250;
  private static final long LONGEST_REQUEST = 32_768;

  private final Path request;
  private final FileChannel channel;
  private final boolean first;

  private SingleInstance(Path request, FileChannel channel, boolean first) {
    this.request = request;
    this.channel = channel;
    this.first = first;
  }

  /** Takes the lock, if it is free. A folder that cannot be written to has no lock to share. */
  public static SingleInstance in(Path home) {
    Path request = home.resolve("open-request.txt");
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(
              home.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean first = isFree(channel);
      if (first) {
        Files.deleteIfExists(request);
      }
      return new SingleInstance(request, channel, first);
    } catch (IOException e) {
      LOG.warn("No lock can be kept in {}, so that further windows may open.", home, e);
      return new SingleInstance(request, null, true);
    }
  }

  /** Whether no other window is open. */
  public boolean isFirst() {
    return first;
  }

  /**
   * Asks the window that is open to come to the front.
   *
   * @param folder for it to open; null for none
   * @throws IOException if the request cannot be written
   */
  public void handOver(Path folder) throws IOException {
    Path draft = Files.createTempFile(request.getParent(), "open-request", ".new");
    Files.writeString(draft, folder == null ? "" : folder.toAbsolutePath().toString());
    Files.move(draft, request, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Looks for what further starts leave, from now on.
   *
   * @param taker on the scheduler's thread; empty where there is no folder to open
   */
  public static void listen(
      Path home, ScheduledExecutorService scheduler, Consumer<Optional<Path>> taker) {
    Path request = home.resolve("open-request.txt");
    scheduler.scheduleWithFixedDelay(
        () -> {
          if (Files.isRegularFile(request)) {
            take(request, taker);
          }
        },
        LOOK_EVERY_MILLIS,
        LOOK_EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("The lock's file could not be closed.", e);
    }
  }

  private static void take(Path request, Consumer<Optional<Path>> taker) {
    try {
      String text = Files.size(request) > LONGEST_REQUEST ? "" : Files.readString(request).strip();
      Files.delete(request);
      taker.accept(text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
    } catch (IOException | InvalidPathException e) {
      LOG.warn("What another start left in {} cannot be read.", request, e);
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }
}
