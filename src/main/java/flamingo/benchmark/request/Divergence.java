package flamingo.benchmark.request;

import java.util.List;

/** How far one answer is from another. */
public final class Divergence {
  private Divergence() {}

  /** {@code ||actual - expected|| / ||expected||}. */
  public static double relativeL2(float[] actual, float[] expected) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = (double) actual[i] - expected[i];
      error += difference * difference;
      size += (double) expected[i] * expected[i];
    }
    return size == 0 ? Math.sqrt(error) : Math.sqrt(error / size);
  }

  /** Share of places where both have the same token, 0 to 1. */
  public static double tokenAgreement(List<int[]> actual, List<int[]> expected) {
    int same = 0;
    int all = 0;
    for (int row = 0; row < expected.size(); row++) {
      for (int i = 0; i < expected.get(row).length; i++) {
        all++;
        if (i < actual.get(row).length && actual.get(row)[i] == expected.get(row)[i]) {
          same++;
        }
      }
    }
    return all == 0 ? 1 : (double) same / all;
  }
}
