package flamingo.tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A run of queries that attends to a run of keys within one sample. Attention is computed span by
 * span, so whatever a query must not see is left out instead of masked: padding lies outside every
 * span, and text sees only the keys of its own image.
 *
 * @param sample index in the batch, of queries and keys alike
 * @param queryFrom first query row
 * @param queryTo one past the last query row
 * @param keyFrom first key row
 * @param keyTo one past the last key row
 */
public record Span(int sample, int queryFrom, int queryTo, int keyFrom, int keyTo) {

  /**
   * @throws IllegalArgumentException if either run is empty or negative
   */
  public Span {
    if (sample < 0 || queryFrom < 0 || keyFrom < 0 || queryTo <= queryFrom || keyTo <= keyFrom) {
      throw new IllegalArgumentException(
          "A span needs at least one query and one key: sample %d, queries %d to %d, keys %d to %d."
              .formatted(sample, queryFrom, queryTo, keyFrom, keyTo));
    }
  }

  public int queries() {
    return queryTo - queryFrom;
  }

  public int keys() {
    return keyTo - keyFrom;
  }

  /** Every query of each sample attends to every key of the same sample. */
  public static List<Span> whole(int batch, int queries, int keys) {
    return IntStream.range(0, batch)
        .mapToObj(sample -> new Span(sample, 0, queries, 0, keys))
        .toList();
  }
}
