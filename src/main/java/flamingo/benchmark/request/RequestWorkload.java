package flamingo.benchmark.request;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests that are made together. Written as {@code caption-16}.
 *
 * @param batch how many, each with an image of its own
 */
public record RequestWorkload(RequestKind kind, int batch) {
  private static final int USUAL_BATCH = 16;
  private static final int MOST = 256;
  private static final Pattern NAME = Pattern.compile("([a-z]+)-([1-9][0-9]{0,2})");

  /**
   * @throws IllegalArgumentException if there are not 1 to 256 requests
   */
  public RequestWorkload {
    if (batch < 1 || batch > MOST) {
      throw new IllegalArgumentException(
          "%d requests cannot be made together; choose 1 to %d.".formatted(batch, MOST));
    }
  }

  /** Latency of one request; encoding, captions and questions in a batch. */
  public static List<RequestWorkload> usual() {
    return List.of(
        new RequestWorkload(RequestKind.CAPTION, 1),
        new RequestWorkload(RequestKind.ENCODE, USUAL_BATCH),
        new RequestWorkload(RequestKind.CAPTION, USUAL_BATCH),
        new RequestWorkload(RequestKind.VQA, USUAL_BATCH));
  }

  /**
   * Reads what {@link #name} writes.
   *
   * @throws IllegalArgumentException if it is no such name
   */
  public static RequestWorkload named(String name) {
    Matcher matcher = NAME.matcher(name);
    return Arrays.stream(RequestKind.values())
        .filter(kind -> matcher.matches() && kind.id().equals(matcher.group(1)))
        .map(kind -> new RequestWorkload(kind, Integer.parseInt(matcher.group(2))))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no workload \"%s\"; write %s with N requests at a time, for instance caption-16."
                        .formatted(
                            name,
                            Arrays.stream(RequestKind.values())
                                .map(kind -> kind.id() + "-N")
                                .collect(Collectors.joining(", ")))));
  }

  public String name() {
    return kind.id() + "-" + batch;
  }
}
