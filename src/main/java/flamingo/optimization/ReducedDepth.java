package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import flamingo.model.ExitRule;
import java.util.List;

/** Leaves out the last layers of the resampler: always, or where an image does not need them. */
final class ReducedDepth implements Optimization {
  private static final int AUTO = 0;

  static final Choice<Integer> LAYERS =
      Choice.of(
          "layers",
          List.of(3, 2, 1, AUTO),
          layers -> layers == AUTO ? "auto" : String.valueOf(layers));

  @Override
  public Description description() {
    return Description.lossy("depth", LAYERS);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    int layers = settings.get(LAYERS);
    return layers == AUTO ? plan.withExit(ExitRule.CALIBRATED) : plan.withResamplerLayers(layers);
  }
}
