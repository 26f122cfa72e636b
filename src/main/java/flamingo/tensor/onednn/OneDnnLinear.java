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

  long weightsAddress() {
    return weights.get_data_handle().address();
  }
}
