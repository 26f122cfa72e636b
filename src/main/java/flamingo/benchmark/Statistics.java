package flamingo.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Medians, quantiles and their uncertainty. */
public final class Statistics {
  private static final int DRAWS = 2000;
  private static final long SEED = 17;

  /** On each side of a 95% interval. */
  private static final double TAIL = 0.025;

  private Statistics() {}

  public static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /**
   * The value below which a share of all values lies, interpolated between neighbours.
   *
   * @param share 0 to 1
   * @throws IllegalArgumentException if there is no value
   */
  public static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There is no quantile of no values.");
    }
    return ofSorted(values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), share);
  }

  /**
   * The median with its 95% interval, by drawing the same number of values again and again with
   * replacement. Percentiles of what is drawn are too near to each other where there are few
   * values; they are taken as much further out as Student's distribution is wider than the normal
   * one. The same values give the same interval.
   *
   * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979, Bootstrap methods</a>
   * @see <a href="https://doi.org/10.1080/00031305.2015.1089789">Hesterberg 2015, expanded
   *     percentile interval</a>
   */
  public static Interval medianInterval(List<Double> values) {
    return medianOfGroups(List.of(values));
  }

  /**
   * The same of values that were taken in groups, for instance in one process each: groups are
   * drawn first and then values within them, so that what a group has in common counts as
   * uncertainty. Groups, if there are several, and not their values are then what there is few of.
   *
   * @param groups none of them empty
   */
  public static Interval medianOfGroups(List<List<Double>> groups) {
    double[][] all =
        groups.stream()
            .map(group -> group.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    double[] medians = new double[DRAWS];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] drawn = redraw(all, random);
      Arrays.sort(drawn);
      medians[draw] = ofSorted(drawn, 0.5);
    }
    Arrays.sort(medians);
    double median = median(groups.stream().flatMap(List::stream).toList());
    double tail = tail(groups.size() == 1 ? groups.get(0).size() : groups.size());
    return new Interval(median, ofSorted(medians, tail), ofSorted(medians, 1 - tail));
  }

  /**
   * The share of drawn medians beyond each end of an interval.
   *
   * @param independent values or groups
   */
  private static double tail(int independent) {
    if (independent == 1) {
      return TAIL;
    }
    double student = new TDistribution(independent - 1).inverseCumulativeProbability(TAIL);
    double wider = Math.sqrt(independent / (independent - 1.0));
    return new NormalDistribution().cumulativeProbability(wider * student);
  }

  /** The mean with its 95% percentile interval, as {@link #medianInterval} finds it. */
  public static Interval meanInterval(List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means =
        DoubleStream.generate(
                () -> random.ints(all.length, 0, all.length).mapToDouble(at -> all[at]).sum())
            .limit(DRAWS)
            .map(sum -> sum / all.length)
            .sorted()
            .toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double tail = tail(all.length);
    return new Interval(mean, ofSorted(means, tail), ofSorted(means, 1 - tail));
  }

  private static double[] redraw(double[][] groups, SplittableRandom random) {
    double[][] chosen = new double[groups.length][];
    for (int i = 0; i < chosen.length; i++) {
      double[] group = groups[groups.length == 1 ? 0 : random.nextInt(groups.length)];
      chosen[i] = random.ints(group.length, 0, group.length).mapToDouble(at -> group[at]).toArray();
    }
    return Arrays.stream(chosen).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double ofSorted(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
