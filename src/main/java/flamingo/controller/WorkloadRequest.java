package flamingo.controller;

import flamingo.optimization.Selection;

/**
 * What is to be measured.
 *
 * @param workload its name
 * @param selection the optimizations that are on
 * @param beside what it is measured in pairs with; null for nothing
 * @param threads of an operation
 * @param samples how many times
 */
public record WorkloadRequest(
    String workload, Selection selection, Beside beside, int threads, int samples) {

  /** What a plan can be compared with. */
  public enum Beside {
    /** The same plan on the plain ND4J reference. */
    ND4J,
    /** The dense FP32 baseline on the same engine, with the usual exact savings. */
    DENSE
  }

  /**
   * @throws IllegalArgumentException if there is no sample to take
   */
  public WorkloadRequest {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples were asked for; choose 1 to %d.".formatted(samples, MOST_SAMPLES));
    }
  }

  private static final int MOST_SAMPLES = 100_000;
}
