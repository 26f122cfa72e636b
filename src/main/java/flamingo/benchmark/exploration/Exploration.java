package flamingo.benchmark.exploration;

import flamingo.benchmark.Sampler;
import flamingo.tensor.TensorOps;

/** One part of the exploration. */
public interface Exploration {
  /** What it is about, as a heading. */
  String title();

  /**
   * @param ops the engine, used on the thread that calls
   * @param samples timed samples of each variant
   */
  ExplorationTable explore(TensorOps ops, Sampler sampler, int samples);
}
