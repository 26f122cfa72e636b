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
 * @param branches which keys each query sees where these are continuations of one text; null where
 *     the text is one
 */
public record Span(
    int sample,
    int queryFrom,
    int queryTo,
    int keyFrom,
    int keyTo,
    int seenFrom,
    int seenTo,
    Branches branches) {

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
    if (branches != null
        && (branches.seen().length != queryTo - queryFrom
            || branches.places().length != keyTo - keyFrom)) {
      throw new IllegalArgumentException(
          "%d branches of %d keys are not those of queries %d to %d and keys %d to %d."
              .formatted(
                  branches.seen().length,
                  branches.places().length,
                  queryFrom,
                  queryTo,
                  keyFrom,
                  keyTo));
    }
  }

  /** All keys of the run are seen. */
  public Span(int sample, int queryFrom, int queryTo, int keyFrom, int keyTo) {
    this(sample, queryFrom, queryTo, keyFrom, keyTo, keyFrom, keyTo, null);
  }

  /** One query of each branch, from row 0 on. */
  public static Span branching(int sample, int keyFrom, int keyTo, Branches branches) {
    int queries = branches.seen().length;
    return new Span(sample, 0, queries, keyFrom, keyTo, keyFrom, keyTo, branches);
  }

  public int queries() {
    return queryTo - queryFrom;
  }

  public int keys() {
    return keyTo - keyFrom;
  }

  /** The same among all of {@code count} keys, with those masked that were not in the run. */
  public Span amongKeys(int count) {
    return new Span(sample, queryFrom, queryTo, 0, count, seenFrom, seenTo, branches);
  }

  /** Whether a query does not see a key, both counted from the span's first. */
  public boolean hides(int query, int key, boolean causal) {
    if (branches != null) {
      return !branches.seen()[query][key];
    }
    boolean masked = key < seenFrom - keyFrom || key >= seenTo - keyFrom;
    return masked || causal && key > keys() - queries() + query;
  }

  /** How far a key, counted from the span's first, stands before the last one: 0 or negative. */
  public int distance(int key) {
    return branches == null ? key - (keys() - 1) : branches.places()[key] - branches.lastPlace();
  }

  /** The same, counted from the first query and the first key. */
  public Span fromZero() {
    return new Span(0, 0, queries(), 0, keys(), seenFrom - keyFrom, seenTo - keyFrom, branches);
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
