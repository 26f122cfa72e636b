package flamingo.dataset.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No reader waits for ever. */
@Timeout(10)
class WatchedStreamTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void bytesPassThrough() throws IOException {
    InputStream stream = new ByteArrayInputStream(new byte[] {1, 2, 3});
    try (WatchedStream watched = new WatchedStream(stream, LONG, () -> false)) {
      byte[] buffer = new byte[8];
      assertThat(watched.read(buffer)).isEqualTo(3);
      assertThat(buffer).startsWith(1, 2, 3, 0);
      assertThat(watched.read(buffer)).isEqualTo(-1);
    }
  }

  @Test
  void aServerThatSaysNothingIsLeft() throws IOException {
    Duration patience = Duration.ofMillis(100);
    try (WatchedStream watched = new WatchedStream(new Silence(), patience, () -> false)) {
      assertThatThrownBy(() -> watched.read(new byte[8]))
          .isInstanceOfSatisfying(
              TransferException.class,
              cut -> assertThat(cut.kind()).isEqualTo(TransferException.Kind.CUT));
    }
  }

  /** Nothing, until it is closed. */
  private static final class Silence extends InputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
