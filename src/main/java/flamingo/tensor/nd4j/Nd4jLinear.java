package flamingo.tensor.nd4j;

import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights as they are, [outputs, inputs] in FLOAT, rounded to the precision they stand for. */
record Nd4jLinear(INDArray weight, INDArray bias, Precision precision) implements PackedLinear {
  @Override
  public int inputs() {
    return (int) weight.size(1);
  }

  @Override
  public int outputs() {
    return (int) weight.size(0);
  }

  @Override
  public DataType inputType() {
    return DataType.FLOAT;
  }

  @Override
  public long bytes() {
    return Float.BYTES * (weight.length() + (bias == null ? 0 : bias.length()));
  }

  @Override
  public String kernel() {
    return "nd4j:mmul";
  }
}
