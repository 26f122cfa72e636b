package flamingo.image;

/**
 * Which samples of a row, and with what weight, make each sample of a row resized by Pillow's
 * bicubic filter: Keys' cubic convolution with a = -1/2, widened when shrinking (antialiasing),
 * weights in fixed point.
 *
 * <pre>
 * scale = source / target   stretch = max(scale, 1)   centre = (o + 1/2) scale
 * from int(centre - 2 stretch + 1/2) to int(centre + 2 stretch + 1/2), clipped to the row
 * </pre>
 *
 * @param starts for each target sample the first source sample
 * @param lengths for each target sample the number of source samples
 * @param weights 22-bit fixed point, {@code stride} for each target sample
 * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys 1981, equation 15</a>
 */
record BicubicWindows(int[] starts, int[] lengths, int[] weights, int stride) {
  static final int FRACTION_BITS = 22;

  private static final double A = -0.5;
  private static final double RADIUS = 2;

  /** Windows of the target samples {@code from} to {@code to - 1} only. */
  static BicubicWindows of(int source, int target, int from, int to) {
    double scale = (double) source / target;
    double stretch = Math.max(scale, 1);
    double support = RADIUS * stretch;
    int stride = Math.min((int) Math.ceil(support) * 2 + 1, source);
    int count = to - from;
    BicubicWindows windows =
        new BicubicWindows(new int[count], new int[count], new int[count * stride], stride);
    double[] weights = new double[stride];
    for (int i = 0; i < count; i++) {
      double centre = (from + i + 0.5) * scale;
      int start = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), source);
      windows.starts[i] = start;
      windows.lengths[i] = end - start;
      weigh(weights, start, end - start, centre, 1 / stretch);
      windows.store(i, weights);
    }
    return windows;
  }

  /** Number of target samples. */
  int count() {
    return starts.length;
  }

  /** First source sample that any window needs. */
  int first() {
    return starts[0];
  }

  /** One after the last source sample that any window needs. */
  int end() {
    return starts[count() - 1] + lengths[count() - 1];
  }

  private static void weigh(
      double[] weights, int start, int length, double centre, double inverse) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      weights[k] = cubic((start + k - centre + 0.5) * inverse);
      sum += weights[k];
    }
    if (sum != 0) {
      for (int k = 0; k < length; k++) {
        weights[k] /= sum;
      }
    }
  }

  private void store(int window, double[] exact) {
    for (int k = 0; k < lengths[window]; k++) {
      double scaled = exact[k] * (1 << FRACTION_BITS);
      weights[window * stride + k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
  }

  private static double cubic(double offset) {
    double x = Math.abs(offset);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }
}
