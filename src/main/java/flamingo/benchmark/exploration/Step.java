package flamingo.benchmark.exploration;

import flamingo.benchmark.accuracy.TaskException;

/**
 * One row of an experiment.
 *
 * @param workload what is computed; rows of the same workload are one series
 * @param variant how, for instance {@code tokens=16}; a series over numbers is drawn and fitted
 */
public record Step(String workload, String variant, Measurement measurement) {
  /** Does the work and says what it cost. */
  @FunctionalInterface
  public interface Measurement {
    /**
     * @throws TaskException if the data set has nothing for it
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Finding measure(Bench bench) throws TaskException;
  }
}
