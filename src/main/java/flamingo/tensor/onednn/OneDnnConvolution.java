package flamingo.tensor.onednn;

import flamingo.tensor.PackedConvolution;
import flamingo.tensor.Precision;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters in the layout that oneDNN's kernel likes best.
 *
 * @param inputType of x, and of the packed filters
 * @param layout of the packed filters, [outputs, inputs, f, f]
 * @param filters the packed filters; holds their memory
 * @param bias [outputs] FLOAT
 */
record OneDnnConvolution(
    int inputs,
    int outputs,
    int filterSize,
    int stride,
    int padding,
    Precision precision,
    DataType inputType,
    memory.desc layout,
    memory filters,
    INDArray bias,
    String kernel)
    implements PackedConvolution {

  @Override
  public long bytes() {
    return layout.get_size() + bias.length() * Float.BYTES;
  }

  /** Whether x is rounded to BF16 before FP32 numbers are multiplied. */
  boolean rounds() {
    return precision != Precision.FP32 && inputType == DataType.FLOAT;
  }

  long filtersAddress() {
    return filters.get_data_handle().address();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
