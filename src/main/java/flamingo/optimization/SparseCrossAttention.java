package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import flamingo.model.layer.Sparsity;
import java.util.List;
import java.util.Locale;

/** Reads the visual tokens only that matter most, and leaves the others out of memory. */
final class SparseCrossAttention implements Optimization {
  static final Choice<Integer> TOKENS = Choice.of("tokens", 32, 16, 8, 4).initially(16);
  static final Choice<Sparsity.Per> PER =
      Choice.of("per", List.of(Sparsity.Per.values()), per -> per.name().toLowerCase(Locale.ROOT));

  @Override
  public Description description() {
    return Description.lossy("sparse", TOKENS, PER);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withSparsity(new Sparsity(settings.get(TOKENS), settings.get(PER)));
  }
}
