package flamingo.tensor.onednn;

import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights in the layout that oneDNN's product likes best.
 *
 * @param layout of the packed weights, [inputs, outputs]
 * @param weights the packed weights; holds their memory
 * @param bias [outputs] FLOAT, or null
 * @param inputType of x
 */
record OneDnnLinear(
    int inputs,
    int outputs,
    Precision precision,
    DataType inputType,
    memory.desc layout,
    memory weights,
    INDArray bias,
    String kernel)
    implements PackedLinear {

  @Override
  public long bytes() {
    return layout.get_size() + (bias == null ? 0 : bias.length() * Float.BYTES);
  }

  /** Whether x is rounded to the precision's type before it is multiplied as another one. */
  boolean rounds() {
    return inputType != precision.activations();
  }

  /**
   * Whether the product is written as this type at once. Of FP32 numbers written as 16 bits, oneDNN
   * has nothing but its slow reference.
   */
  boolean writes(DataType type) {
    return type == DataType.FLOAT || type == inputType;
  }

  long weightsAddress() {
    return weights.get_data_handle().address();
  }
}
