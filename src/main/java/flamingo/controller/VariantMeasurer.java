package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;

/** Takes the times of a variant, in this process or in fresh ones. */
@FunctionalInterface
interface VariantMeasurer {
  /**
   * @throws IllegalArgumentException if the plan does not fit the model
   * @throws java.util.concurrent.CancellationException if the measurement was cancelled
   */
  VariantTimes measure(Variant variant, RequestWorkload workload, Effort effort);
}
