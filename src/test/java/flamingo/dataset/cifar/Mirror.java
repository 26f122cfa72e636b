package flamingo.dataset.cifar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import flamingo.checkpoint.FileHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that holds one file. */
public final class Mirror implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final byte[] content;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile boolean stalls;
  private volatile boolean knowsRanges = true;
  private volatile int status;

  public Mirror(byte[] content) throws IOException {
    this.content = content;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/cifar.tar.gz", this::answer);
    server.createContext("/moved", this::redirect);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Fetches what the mirror holds, as if that were the published archive, and unpacks it. */
  public CifarDownload download(Path folder) {
    return new CifarDownload(remote(address("/cifar.tar.gz"), content), folder);
  }

  static RemoteFile remote(URI address, byte[] content) {
    try {
      String sha256 = FileHash.sha256(new ByteArrayInputStream(content));
      return new RemoteFile(address, content.length, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Range header of each request, "" where it had none. */
  public List<String> ranges() {
    return ranges;
  }

  /** Every answer ends after so many bytes, though more are announced. */
  public Mirror cuttingAfter(int bytes) {
    cutAfter = bytes;
    return this;
  }

  /** A cut answer does not end, it just says nothing more. */
  public Mirror stalling() {
    stalls = true;
    return this;
  }

  /** Answers are whole and end again. */
  public Mirror healed() {
    cutAfter = Integer.MAX_VALUE;
    stalls = false;
    return this;
  }

  Mirror withoutRanges() {
    knowsRanges = false;
    return this;
  }

  Mirror answering(int code) {
    status = code;
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    OutputStream body = exchange.getResponseBody();
    body.write(content, from, Math.min(cutAfter, content.length - from));
    body.flush();
    if (stalls) {
      awaitClosing();
    }
    exchange.close();
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/cifar.tar.gz");
    exchange.sendResponseHeaders(301, -1);
    exchange.close();
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
