package flamingo.benchmark.calibration;

import flamingo.model.ExitRule;
import flamingo.model.ExitRule.When;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules of one kind, from careful to bold: a share of the images may leave after each layer from a
 * first one on, those with the least or the greatest change.
 *
 * @param first layer after which an image may leave, from 0
 */
record ExitFamily(When when, int first) {
  private static final double UNREACHED = Double.MAX_VALUE;

  /** All families for a number of layers. */
  static List<ExitFamily> all(int layers) {
    List<ExitFamily> families = new ArrayList<>();
    for (int first = 0; first < layers - 1; first++) {
      families.add(new ExitFamily(When.BELOW, first));
      families.add(new ExitFamily(When.ABOVE, first));
    }
    return families;
  }

  /**
   * The rule for a share.
   *
   * @param share of the images that leave after a layer, 0 to 1
   * @param sorted changes by each layer in ascending order
   */
  ExitRule rule(double share, List<double[]> sorted) {
    List<Double> thresholds = new ArrayList<>();
    for (int layer = 0; layer < sorted.size() - 1; layer++) {
      thresholds.add(threshold(layer < first ? 0 : share, sorted.get(layer)));
    }
    return new ExitRule(when, thresholds);
  }

  private double threshold(double share, double[] sorted) {
    boolean below = when == When.BELOW;
    if (share == 0 || share == 1) {
      return below == (share == 0) ? 0 : UNREACHED;
    }
    double rank = below ? share : 1 - share;
    return sorted[(int) (rank * (sorted.length - 1))];
  }
}
