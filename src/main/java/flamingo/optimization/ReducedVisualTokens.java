package flamingo.optimization;

import flamingo.model.ExecutionPlan;

/** Uses the first latents of the resampler only; every later stage has less to attend to. */
final class ReducedVisualTokens implements Optimization {
  static final Choice<Integer> TOKENS = Choice.of("tokens", 64, 48, 32, 16, 8, 4).initially(32);

  @Override
  public Description description() {
    return Description.lossy("tokens", TOKENS);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withVisualTokens(settings.get(TOKENS));
  }
}
