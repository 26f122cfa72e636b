package flamingo.image;

import java.io.IOException;

/**
 * Undoes the prediction of a PNG row from its left and upper neighbours, PNG specification, section
 * 9.
 */
final class PngFilter {
  private PngFilter() {}

  /**
   * @param row turned into the plain bytes, in place
   * @param above the plain row before, zero for a pass's first
   * @param distance bytes from a byte to its left neighbour
   */
  static void undo(int filter, byte[] row, byte[] above, int distance) throws IOException {
    switch (filter) {
      case 0 -> {}
      case 1 -> left(row, distance);
      case 2 -> above(row, above);
      case 3 -> average(row, above, distance);
      case 4 -> paeth(row, above, distance);
      default -> throw new IOException("a row has an unknown filter");
    }
  }

  private static void left(byte[] row, int distance) {
    for (int i = distance; i < row.length; i++) {
      row[i] += row[i - distance];
    }
  }

  private static void above(byte[] row, byte[] above) {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private static void average(byte[] row, byte[] above, int distance) {
    for (int i = 0; i < row.length; i++) {
      int left = i < distance ? 0 : row[i - distance] & 0xFF;
      row[i] += (byte) ((left + (above[i] & 0xFF)) / 2);
    }
  }

  private static void paeth(byte[] row, byte[] above, int distance) {
    for (int i = 0; i < row.length; i++) {
      int left = i < distance ? 0 : row[i - distance] & 0xFF;
      int corner = i < distance ? 0 : above[i - distance] & 0xFF;
      row[i] += (byte) nearest(left, above[i] & 0xFF, corner);
    }
  }

  /** Of the three that which is nearest to {@code left + up - corner}. */
  private static int nearest(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
