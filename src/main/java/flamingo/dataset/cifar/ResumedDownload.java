package flamingo.dataset.cifar;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A file fetched over HTTP, from where an earlier attempt stopped. What its bytes say is checked
 * elsewhere.
 */
final class ResumedDownload {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER = 1 << 16;

  private final RemoteFile remote;
  private final Path part;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  ResumedDownload(RemoteFile remote, Path part) {
    this.remote = remote;
    this.part = part;
  }

  /**
   * Fetches what is missing; what came stays, however it ends.
   *
   * @throws TransferException if the server cannot be reached, refuses or stops before the end, or
   *     another program is fetching the same
   * @throws IOException if the disk is full
   * @throws CancellationException if {@code cancelled} said so
   */
  void run(DownloadProgress progress, BooleanSupplier cancelled) throws IOException {
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(out);
      if (out.size() > remote.bytes()) {
        out.truncate(0);
      }
      if (out.size() < remote.bytes()) {
        fetch(out, progress, cancelled);
      }
    }
  }

  /** Until the channel is closed. */
  private static void lock(FileChannel out) throws IOException {
    try {
      if (out.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException here) {
      // the same as another program's lock
    }
    throw new TransferException(TransferException.Kind.BUSY, "is being asked already", null);
  }

  private void fetch(FileChannel out, DownloadProgress progress, BooleanSupplier cancelled)
      throws IOException {
    ServerAnswer answer = ServerAnswer.ask(client, remote, out.size(), PATIENCE, cancelled);
    try (WatchedStream body = new WatchedStream(answer.body(), PATIENCE, cancelled)) {
      out.truncate(answer.from());
      out.position(answer.from());
      copy(body, out, progress);
    }
  }

  private void copy(WatchedStream body, FileChannel out, DownloadProgress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    progress.received(out.position(), remote.bytes());
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      if (out.position() + read > remote.bytes()) {
        out.truncate(0);
        throw new TransferException(
            TransferException.Kind.REFUSED, "sends more than the archive", null);
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      progress.received(out.position(), remote.bytes());
    }
    if (out.position() < remote.bytes()) {
      throw new TransferException(TransferException.Kind.CUT, "stopped early", null);
    }
  }
}
