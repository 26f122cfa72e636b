package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import flamingo.tensor.Precision;
import java.util.List;
import java.util.Locale;

/** Stores and multiplies the weights of linear layers in fewer bits. */
final class ReducedPrecision implements Optimization {
  static final Choice<Precision> TYPE =
      Choice.of(
          "type",
          List.of(
              Precision.BF16,
              Precision.INT8,
              Precision.INT8_WEIGHTS,
              Precision.INT4_WEIGHTS,
              Precision.FP16,
              Precision.FP32),
          precision -> precision.name().toLowerCase(Locale.ROOT));

  @Override
  public Description description() {
    return Description.lossy("precision", TYPE);
  }

  @Override
  public ExecutionPlan apply(ExecutionPlan plan, Settings settings) {
    return plan.withPrecision(settings.get(TYPE));
  }
}
