package flamingo.optimization;

import flamingo.model.ExecutionPlan;

/** Leaves out the last layers of the resampler. */
final class ReducedDepth implements Optimization {
  static final Choice<Integer> LAYERS = Choice.of("layers", 3, 2, 1);

  @Override
  public Description description() {
    return Description.lossy("depth", LAYERS);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withResamplerLayers(settings.get(LAYERS));
  }
}
