package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import java.util.List;

/** A draft proposes tokens, and the model checks several in one pass. */
final class SpeculativeDecoding implements Optimization {
  static final Choice<Integer> PROPOSALS =
      Choice.of(
              "gamma",
              List.of(ExecutionPlan.ADAPTIVE, 2, 3, 4, 6, 8),
              count -> count == ExecutionPlan.ADAPTIVE ? "auto" : count.toString())
          .initially(4);

  @Override
  public Description description() {
    return Description.exact("speculative", PROPOSALS);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withSpeculation(settings.get(PROPOSALS));
  }
}
