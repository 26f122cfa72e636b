package flamingo.verify;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The distance of an array from the reference.
 *
 * @param maxAbs {@code max |a - e|}
 * @param relativeL2 {@code ||a - e|| / ||e||}; 0 where both are zero
 */
record Comparison(double maxAbs, double relativeL2) {

  /**
   * @param mask 1 where values are compared, of the leading dimensions' shape; null to compare all
   * @throws IllegalArgumentException if shapes differ or there is nothing to compare
   */
  static Comparison of(INDArray actual, INDArray expected, INDArray mask) {
    if (!Arrays.equals(actual.shape(), expected.shape())) {
      throw new IllegalArgumentException(
          "The output has shape %s, the reference %s."
              .formatted(Arrays.toString(actual.shape()), Arrays.toString(expected.shape())));
    }
    double[] a = values(actual);
    double[] e = values(expected);
    double[] m = mask == null ? new double[] {1} : values(mask);
    if (m.length == 0 || e.length % m.length != 0 || Arrays.stream(m).allMatch(x -> x == 0)) {
      throw new IllegalArgumentException("The mask leaves nothing to compare.");
    }
    return of(a, e, m);
  }

  boolean within(Tolerance tolerance) {
    return maxAbs <= tolerance.maxAbs() && relativeL2 <= tolerance.relativeL2();
  }

  private static Comparison of(double[] a, double[] e, double[] mask) {
    int run = e.length / mask.length;
    double largest = 0;
    double error = 0;
    double norm = 0;
    for (int i = 0; i < e.length; i++) {
      if (mask[i / run] != 0) {
        double difference = a[i] - e[i];
        largest = Double.isNaN(difference) ? difference : Math.max(largest, Math.abs(difference));
        error += difference * difference;
        norm += e[i] * e[i];
      }
    }
    return new Comparison(largest, error == 0 ? 0 : Math.sqrt(error / norm));
  }

  private static double[] values(INDArray array) {
    return array.isEmpty()
        ? new double[0]
        : array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }
}
