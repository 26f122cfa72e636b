package flamingo.model.layer;

import java.util.stream.IntStream;

/** The visual tokens with the greatest attention. */
final class TopTokens {
  private TopTokens() {}

  /**
   * Places of the {@code count} greatest, in ascending order; of equal ones the first.
   *
   * @param mass attention of each token
   * @param count at most as many as there are
   */
  static int[] of(double[] mass, int count) {
    return IntStream.range(0, mass.length)
        .boxed()
        .sorted((one, other) -> Double.compare(mass[other], mass[one]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** Sum of the attention at some places. */
  static double sum(double[] mass, int[] places) {
    return IntStream.of(places).mapToDouble(place -> mass[place]).sum();
  }
}
