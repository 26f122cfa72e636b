package flamingo.model.language;

import flamingo.tensor.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The real tokens of each row of a batch: {@code from} inclusive to {@code to} exclusive. Padding
 * lies on one side, is attended to by nothing and attends to nothing.
 */
public final class Padding {
  private final int[] from;
  private final int[] to;
  private final int length;

  private Padding(int[] from, int[] to, int length) {
    this.from = from;
    this.to = to;
    this.length = length;
  }

  /** Rows without padding. */
  public static Padding none(int batch, int length) {
    int[] to = new int[batch];
    Arrays.fill(to, length);
    return new Padding(new int[batch], to, length);
  }

  /**
   * @param mask 1 for a real token, 0 for padding, [B][L]; null for no padding
   * @param ids token ids, [B][L]
   * @throws IllegalArgumentException if a row has no real token, or padding inside, or the shapes
   *     differ
   */
  public static Padding of(int[][] mask, int[][] ids) {
    int length = ids[0].length;
    if (mask == null) {
      return none(ids.length, length);
    }
    if (mask.length != ids.length) {
      throw new IllegalArgumentException(
          "The attention mask has %d rows, but there are %d sequences."
              .formatted(mask.length, ids.length));
    }
    int[] from = new int[ids.length];
    int[] to = new int[ids.length];
    for (int row = 0; row < ids.length; row++) {
      readRow(mask[row], length, row, from, to);
    }
    return new Padding(from, to, length);
  }

  private static void readRow(int[] mask, int length, int row, int[] from, int[] to) {
    int first = 0;
    while (first < mask.length && mask[first] == 0) {
      first++;
    }
    int end = first;
    while (end < mask.length && mask[end] != 0) {
      end++;
    }
    boolean clear = Arrays.stream(mask, end, mask.length).allMatch(value -> value == 0);
    if (mask.length != length || first == end || !clear || (first > 0 && end < length)) {
      throw new IllegalArgumentException(
          "Sequence %d must be %d places of tokens with padding on one side only, but its mask is %s."
              .formatted(row + 1, length, Arrays.toString(mask)));
    }
    from[row] = first;
    to[row] = end;
  }

  public int batch() {
    return from.length;
  }

  public int length() {
    return length;
  }

  /** The first real token of a row. */
  int from(int row) {
    return from[row];
  }

  /** Whether there is no padding at all. */
  boolean isNone() {
    return isContinuable() && Arrays.stream(from).allMatch(first -> first == 0);
  }

  /** Whether every row ends with a real token, so that it can be continued. */
  public boolean isContinuable() {
    return Arrays.stream(to).allMatch(end -> end == length);
  }

  /** Each real token attends to the real ones of its row, itself included. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int row = 0; row < from.length; row++) {
      spans.add(new Span(row, from[row], to[row], from[row], to[row]));
    }
    return spans;
  }

  /** {@code count} further tokens attend to the real ones so far and to each other. */
  List<Span> further(int past, int count) {
    List<Span> spans = new ArrayList<>();
    for (int row = 0; row < from.length; row++) {
      spans.add(new Span(row, 0, count, from[row], past + count));
    }
    return spans;
  }
}
