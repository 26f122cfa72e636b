package flamingo.tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A run of queries that attends to a run of keys within one sample. Attention is computed span by
 * span, so whatever a query must not see is left out instead of masked: padding lies outside every
 * span, and text sees only the keys of its own image. Keys that are in the span but not among the
 * seen ones are masked.
 *
 * @param sample index in the batch, of queries and keys alike
 * @param queryFrom first query row
 * @param queryTo one past the last query row
 * @param keyFrom first key row
 * @param keyTo one past the last key row
 * @param seenFrom first key row that is not masked
 * @param seenTo one past the last key row that is not masked
 */
public record Span(
    int sample, int queryFrom, int queryTo, int keyFrom, int keyTo, int seenFrom, int seenTo) {

  /**
   * @throws IllegalArgumentException if a run is empty or negative, or keys are seen outside it
   */
  public Span {
    if (sample < 0 || queryFrom < 0 || keyFrom < 0 || queryTo <= queryFrom || keyTo <= keyFrom) {
      throw new IllegalArgumentException(
          "A span needs at least one query and one key: sample %d, queries %d to %d, keys %d to %d."
              .formatted(sample, queryFrom, queryTo, keyFrom, keyTo));
    }
    if (seenFrom < keyFrom || seenTo > keyTo || seenTo <= seenFrom) {
      throw new IllegalArgumentException(
          "A span of keys %d to %d cannot show keys %d to %d."
              .formatted(keyFrom, keyTo, seenFrom, seenTo));
    }
  }

  /** All keys of the run are seen. */
  public Span(int sample, int queryFrom, int queryTo, int keyFrom, int keyTo) {
    this(sample, queryFrom, queryTo, keyFrom, keyTo, keyFrom, keyTo);
  }

  public int queries() {
    return queryTo - queryFrom;
  }

  public int keys() {
    return keyTo - keyFrom;
  }

  /** The same among all of {@code count} keys, with those masked that were not in the run. */
  public Span amongKeys(int count) {
    return new Span(sample, queryFrom, queryTo, 0, count, seenFrom, seenTo);
  }

  /** Whether some keys of the run are masked. */
  public boolean isMasked() {
    return seenFrom > keyFrom || seenTo < keyTo;
  }

  /** Every query of each sample attends to every key of the same sample. */
  public static List<Span> whole(int batch, int queries, int keys) {
    return IntStream.range(0, batch)
        .mapToObj(sample -> new Span(sample, 0, queries, 0, keys))
        .toList();
  }
}
