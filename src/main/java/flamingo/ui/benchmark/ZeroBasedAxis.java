package flamingo.ui.benchmark;

import java.util.Arrays;

/**
 * Where an axis that starts at zero ends: above them all, but for the few rounds that the machine
 * was held up in, which would press the others flat.
 *
 * @param top value at the end of the axis
 * @param tick distance from one mark to the next
 * @param above how many values lie above the end
 */
record ZeroBasedAxis(double top, double tick, int above) {
  private static final int FEW = 20;
  private static final double USUAL = 0.9;
  private static final double HELD_UP = 2;
  static final int MARKS = 5;
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  /**
   * @param values that are drawn
   */
  static ZeroBasedAxis of(double[] values) {
    if (values.length == 0) {
      return new ZeroBasedAxis(1, 1, 0);
    }
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double most = sorted[sorted.length - 1];
    double usual = HELD_UP * sorted[(int) (USUAL * (sorted.length - 1))];
    double needed = sorted.length < FEW ? most : Math.min(most, usual);
    double tick = step(needed / MARKS);
    double top = Math.ceil(needed / tick) * tick;
    return new ZeroBasedAxis(
        top, tick, (int) Arrays.stream(values).filter(value -> value > top).count());
  }

  /** The smallest of 1, 2, 2.5, 5, times a power of ten, that is not below. */
  private static double step(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    return power
        * Arrays.stream(STEPS)
            .filter(step -> step * power >= wanted * 0.999)
            .findFirst()
            .orElse(10);
  }
}
