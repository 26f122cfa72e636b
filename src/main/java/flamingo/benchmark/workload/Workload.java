package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.tensor.TensorOps;

/** A piece of work of fixed size. */
public interface Workload {
  String name();

  /** One sentence: what is computed, of which sizes. */
  String description();

  /**
   * Makes weights and inputs.
   *
   * @param ops runs the work, on the thread that calls
   * @throws IllegalArgumentException if the plan asks for what this work has no use for
   */
  OpenWorkload open(TensorOps ops, ExecutionPlan plan);
}
