package flamingo.image;

/**
 * Resizes and crops palette entries as Pillow does: the position in the source is accumulated in
 * double precision, so that exact ties fall as they do there.
 */
final class NearestNeighbour {
  private NearestNeighbour() {}

  /**
   * @param samples sourceHeight x sourceWidth
   * @return crop height x crop width
   */
  static byte[] resize(byte[] samples, ResizedCrop g) {
    int[] columns = sources(g.sourceWidth(), g.width(), g.left(), g.cropWidth());
    int[] rows = sources(g.sourceHeight(), g.height(), g.top(), g.cropHeight());
    byte[] result = new byte[rows.length * columns.length];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        boolean inside = columns[x] < g.sourceWidth() && rows[y] < g.sourceHeight();
        int at = y * columns.length + x;
        result[at] = inside ? samples[rows[y] * g.sourceWidth() + columns[x]] : 0;
      }
    }
    return result;
  }

  private static int[] sources(int source, int target, int from, int count) {
    double scale = (double) source / target;
    double at = 0.5 * scale;
    for (int i = 0; i < from; i++) {
      at += scale;
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = (int) at;
      at += scale;
    }
    return result;
  }
}
