package flamingo.tensor.onednn;

import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights as whole numbers of 8 bits, with a scale for each output.
 *
 * @param layout of the packed weights, [inputs, outputs]
 * @param weights the packed weights; holds their memory
 * @param scales [outputs] FLOAT
 * @param bias [outputs] FLOAT, or null
 * @param inputType BFLOAT16 where the processor multiplies it, so that attention between linear
 *     layers does, too; else FLOAT
 * @param multiplied type in which the processor multiplies them: INT8, or FLOAT where it has no
 *     such product
 */
record QuantizedLinear(
    int inputs,
    int outputs,
    memory.desc layout,
    memory weights,
    INDArray scales,
    INDArray bias,
    DataType inputType,
    DataType multiplied,
    String kernel)
    implements PackedLinear {

  @Override
  public Precision precision() {
    return Precision.INT8;
  }

  @Override
  public long bytes() {
    long vectors = scales.length() + (bias == null ? 0 : bias.length());
    return layout.get_size() + vectors * Float.BYTES;
  }

  long weightsAddress() {
    return weights.get_data_handle().address();
  }
}
