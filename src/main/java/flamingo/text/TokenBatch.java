package flamingo.text;

import java.util.Arrays;
import java.util.List;

/**
 * Token sequences of equal length, padded on the left so that they can be continued together.
 *
 * @param ids [B][L]
 * @param mask 1 for a real token, 0 for padding, [B][L]
 */
public record TokenBatch(int[][] ids, int[][] mask) {
  /**
   * @throws IllegalArgumentException if there is no sequence, or an empty one
   */
  public static TokenBatch of(List<int[]> sequences, int padding) {
    if (sequences.isEmpty() || sequences.stream().anyMatch(sequence -> sequence.length == 0)) {
      throw new IllegalArgumentException("There is nothing to read; write a prompt.");
    }
    return padded(sequences, padding);
  }

  /** The same, with sequences of padding alone where there is no text. */
  public static TokenBatch padded(List<int[]> sequences, int padding) {
    int length = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    int[][] ids = new int[sequences.size()][length];
    int[][] mask = new int[sequences.size()][length];
    for (int row = 0; row < ids.length; row++) {
      int[] sequence = sequences.get(row);
      int from = length - sequence.length;
      Arrays.fill(ids[row], padding);
      System.arraycopy(sequence, 0, ids[row], from, sequence.length);
      Arrays.fill(mask[row], from, length, 1);
    }
    return new TokenBatch(ids, mask);
  }
}
