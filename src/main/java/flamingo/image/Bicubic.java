package flamingo.image;

import java.util.Arrays;

/**
 * Resizes and crops 8-bit channels as Pillow does: first every row, rounded and clipped to 8 bits,
 * then every column. Only what the crop needs is computed.
 */
final class Bicubic {
  private static final int HALF = 1 << (BicubicWindows.FRACTION_BITS - 1);

  private Bicubic() {}

  /**
   * @param samples sourceHeight x sourceWidth x channels
   * @return crop height x crop width x channels
   */
  static byte[] resize(byte[] samples, int channels, ResizedCrop geometry) {
    Span rows = rowsNeeded(geometry);
    byte[] narrow = rows(samples, channels, geometry, rows);
    return columns(narrow, channels, geometry, rows);
  }

  private record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private static Span rowsNeeded(ResizedCrop g) {
    if (g.height() == g.sourceHeight()) {
      return new Span(g.top(), g.top() + g.cropHeight());
    }
    BicubicWindows windows = vertical(g);
    return new Span(windows.first(), windows.end());
  }

  private static BicubicWindows vertical(ResizedCrop g) {
    return BicubicWindows.of(g.sourceHeight(), g.height(), g.top(), g.top() + g.cropHeight());
  }

  /** [rows needed, crop width, channels]. */
  private static byte[] rows(byte[] samples, int channels, ResizedCrop g, Span rows) {
    int sourceStride = g.sourceWidth() * channels;
    int targetStride = g.cropWidth() * channels;
    byte[] result = new byte[rows.length() * targetStride];
    if (g.width() == g.sourceWidth()) {
      for (int y = 0; y < rows.length(); y++) {
        int from = (rows.from + y) * sourceStride + g.left() * channels;
        System.arraycopy(samples, from, result, y * targetStride, targetStride);
      }
      return result;
    }
    BicubicWindows windows =
        BicubicWindows.of(g.sourceWidth(), g.width(), g.left(), g.left() + g.cropWidth());
    for (int y = 0; y < rows.length(); y++) {
      row(samples, (rows.from + y) * sourceStride, result, y * targetStride, channels, windows);
    }
    return result;
  }

  private static void row(
      byte[] source, int from, byte[] target, int to, int channels, BicubicWindows windows) {
    int[] weights = windows.weights();
    for (int x = 0; x < windows.count(); x++) {
      int length = windows.lengths()[x];
      int first = from + windows.starts()[x] * channels;
      int weight = x * windows.stride();
      for (int c = 0; c < channels; c++) {
        int sum = HALF;
        int at = first + c;
        for (int k = 0; k < length; k++) {
          sum += (source[at] & 0xFF) * weights[weight + k];
          at += channels;
        }
        target[to + x * channels + c] = clip(sum);
      }
    }
  }

  /** [crop height, crop width, channels] from [rows needed, crop width, channels]. */
  private static byte[] columns(byte[] narrow, int channels, ResizedCrop g, Span rows) {
    if (g.height() == g.sourceHeight()) {
      return narrow;
    }
    BicubicWindows windows = vertical(g);
    int stride = g.cropWidth() * channels;
    byte[] result = new byte[windows.count() * stride];
    int[] sums = new int[stride];
    for (int y = 0; y < windows.count(); y++) {
      Arrays.fill(sums, HALF);
      int first = (windows.starts()[y] - rows.from) * stride;
      for (int k = 0; k < windows.lengths()[y]; k++) {
        accumulate(sums, narrow, first + k * stride, windows.weights()[y * windows.stride() + k]);
      }
      for (int i = 0; i < stride; i++) {
        result[y * stride + i] = clip(sums[i]);
      }
    }
    return result;
  }

  private static void accumulate(int[] sums, byte[] samples, int from, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (samples[from + i] & 0xFF) * weight;
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> BicubicWindows.FRACTION_BITS));
  }
}
