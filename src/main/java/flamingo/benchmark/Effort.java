package flamingo.benchmark;

/**
 * How long a measurement may take.
 *
 * @param samples of each variant that are wanted
 * @param longestWarmUpMillis a warm-up that has not settled by then ends, and says so
 * @param longestMillis measuring ends here with the samples so far, but not before there are {@link
 *     #LEAST_SAMPLES}
 */
public record Effort(int samples, double longestWarmUpMillis, double longestMillis) {
  /** Of each variant, however long they take. */
  public static final int LEAST_SAMPLES = 6;

  private static final double LONGEST_WARM_UP_MILLIS = 20_000;

  /** Of the time for a comparison: the warm-up of each variant, and measuring both. */
  private static final double WARM_UP_SHARE = 0.1;

  private static final double MEASURING_SHARE = 0.5;

  /**
   * @throws IllegalArgumentException if there is no sample to take
   */
  public Effort {
    if (samples < 1) {
      throw new IllegalArgumentException(
          samples + " samples cannot be taken; ask for one at least.");
    }
  }

  /** As many samples as are asked for, whatever they take. */
  public static Effort of(int samples) {
    return new Effort(samples, LONGEST_WARM_UP_MILLIS, Double.POSITIVE_INFINITY);
  }

  /**
   * No more than this, in a time that also has to do for counting answers.
   *
   * @param millis for a comparison and all that belongs to it
   */
  public Effort within(double millis) {
    return new Effort(
        samples,
        Math.min(longestWarmUpMillis, WARM_UP_SHARE * millis),
        Math.min(longestMillis, MEASURING_SHARE * millis));
  }
}
