package flamingo.optimization;

import flamingo.model.ExecutionPlan;

/**
 * One way to make inference cheaper, without state. The registry {@link Optimizations} generates
 * its check box, option, CSV column and equivalence test.
 */
public interface Optimization {
  Description description();

  /** The plan with this optimization on, all else as it was. */
  ExecutionPlan apply(ExecutionPlan plan, Settings settings);
}
