package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.TensorOps;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One linear layer: {@code y = x W^T}, or {@code gelu(x W^T + b)}.
 *
 * <pre>
 *   x   [rows, inputs]     y   [rows, outputs]
 * </pre>
 *
 * @param name as the peers call it
 * @param activated whether bias and GELU are added
 */
record GemmWorkload(String name, int rows, int inputs, int outputs, boolean activated)
    implements Workload {
  private static final Pattern NAME =
      Pattern.compile("gemm-([0-9]{1,5})x([0-9]{1,5})x([0-9]{1,5})(-bias-gelu)?");
  private static final long MOST_NUMBERS = 1L << 30;

  /** {@code gemm-MxKxN} or {@code gemm-MxKxN-bias-gelu}; empty for other names and sizes. */
  static Optional<Workload> named(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long rows = Long.parseLong(matcher.group(1));
    long inputs = Long.parseLong(matcher.group(2));
    long outputs = Long.parseLong(matcher.group(3));
    long largest = Math.max(Math.max(rows * inputs, inputs * outputs), rows * outputs);
    return rows * inputs * outputs == 0 || largest > MOST_NUMBERS
        ? Optional.empty()
        : Optional.of(
            new GemmWorkload(
                name, (int) rows, (int) inputs, (int) outputs, matcher.group(4) != null));
  }

  @Override
  public String description() {
    return "Linear layer: %d rows, %d to %d%s"
        .formatted(rows, inputs, outputs, activated ? ", bias and GELU" : "");
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.noResampler(this, plan);
    INDArray weight = RandomWeights.seeded(1).get("weight", outputs, inputs);
    INDArray bias = activated ? RandomInputs.normal(outputs) : null;
    PackedLinear layer = ops.pack(weight, bias, plan.precision());
    INDArray x = Nd4j.create(layer.inputType(), rows, inputs);
    ops.copy(RandomInputs.normal(rows, inputs), x);
    INDArray y = Nd4j.create(DataType.FLOAT, rows, outputs);
    Epilogue epilogue = activated ? Epilogue.activation(Activation.GELU) : Epilogue.NONE;
    return new OpenWorkload(
        () -> ops.linear(x, layer, epilogue, y), 2L * rows * inputs * outputs, layer.kernel());
  }
}
