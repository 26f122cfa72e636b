package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.dataset.DatasetException;
import java.util.List;

/** How much effort experiments take: enough to see what pays, or enough to publish. */
public enum Rigour {
  /** Minutes for all experiments. */
  QUICK(new Effort(8, 500, 2_000), 100, new Effort(20, 1_500, 4_000), 200, 10 * 60_000),

  /** Hours for all experiments. */
  RIGOROUS(
      new Effort(20, 10_000, 30_000),
      500,
      new Effort(60, 10_000, 30_000),
      1000,
      Double.POSITIVE_INFINITY);

  private final Effort architecture;
  private final int architectureLimit;
  private final Effort optimizations;
  private final int optimizationsLimit;
  private final double optimizationsMillis;

  Rigour(
      Effort architecture,
      int architectureLimit,
      Effort optimizations,
      int optimizationsLimit,
      double optimizationsMillis) {
    this.architecture = architecture;
    this.architectureLimit = architectureLimit;
    this.optimizations = optimizations;
    this.optimizationsLimit = optimizationsLimit;
    this.optimizationsMillis = optimizationsMillis;
  }

  /** Of experiments about the architecture. */
  public Effort architecture() {
    return architecture;
  }

  /** Requests whose answers are counted, in experiments about the architecture. */
  public int architectureLimit() {
    return architectureLimit;
  }

  /** Of experiments about optimizations. */
  public Effort optimizations() {
    return optimizations;
  }

  /** Requests whose answers are counted, in experiments about optimizations. */
  public int optimizationsLimit() {
    return optimizationsLimit;
  }

  /** That all optimizations should take. */
  public double optimizationsMillis() {
    return optimizationsMillis;
  }

  /**
   * These experiments, on drawn images.
   *
   * @throws DatasetException if there are none
   */
  public ExplorationRequest request(List<Exploration> explorations, long seed)
      throws DatasetException {
    return new ExplorationRequest(
        NamedDatasets.open(NamedDatasets.SHAPES, architectureLimit, seed),
        explorations,
        architectureLimit,
        seed,
        architecture);
  }

  /**
   * These variants in this process, on drawn images.
   *
   * @param combined whether what pays is combined
   * @throws DatasetException if there are none
   */
  public OptimizationRequest request(List<Variant> variants, boolean combined, long seed)
      throws DatasetException {
    return new OptimizationRequest(
        HeldOutImages.of(NamedDatasets.SHAPES, optimizationsLimit, seed),
        variants,
        RequestWorkload.usual(),
        combined,
        optimizationsLimit,
        seed,
        optimizations,
        optimizationsMillis,
        Forks.NONE);
  }
}
