package flamingo.dataset.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What a server answers to a request for the rest of a file.
 *
 * @param from where in the file the body begins
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, section
 *     14</a>
 */
record ServerAnswer(long from, InputStream body) {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final long POLL_MILLIS = 50;

  /**
   * @param have bytes that are there; where the server cannot go on after them, it begins anew
   * @throws TransferException if the server cannot be reached or refuses
   */
  static ServerAnswer ask(
      HttpClient client, RemoteFile remote, long have, Duration patience, BooleanSupplier cancelled)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(remote.address()).timeout(patience);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = await(client, request.build(), cancelled);
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (response.statusCode() == OK) {
      return new ServerAnswer(0, response.body());
    }
    if (response.statusCode() == PARTIAL && range.startsWith("bytes " + have + "-")) {
      return new ServerAnswer(have, response.body());
    }
    response.body().close();
    if (have > 0) {
      return ask(client, remote, 0, patience, cancelled);
    }
    throw new TransferException(
        TransferException.Kind.REFUSED, "answers " + response.statusCode(), null);
  }

  private static HttpResponse<InputStream> await(
      HttpClient client, HttpRequest request, BooleanSupplier cancelled) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      while (!cancelled.getAsBoolean()) {
        try {
          return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          continue;
        }
      }
      throw new CancellationException("The download was cancelled.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The download was interrupted.");
    } catch (ExecutionException failed) {
      throw new TransferException(
          TransferException.Kind.UNREACHABLE, "cannot be reached", failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
