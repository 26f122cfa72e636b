package flamingo.tensor.onednn;

import flamingo.tensor.PackedConvolution;
import flamingo.tensor.Precision;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters, and copies of them in the layouts that oneDNN's kernels like best: these differ with the
 * size of the maps.
 *
 * @param inputType of x, and of the packed filters
 * @param filters [outputs, inputs, f, f] dense FLOAT, rounded to the precision
 * @param packed the copies made so far, by what is computed; they live as long as the filters
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
    INDArray filters,
    Map<Object, Packed> packed,
    INDArray bias,
    String kernel)
    implements PackedConvolution {

  /** The filters in one layout. */
  record Packed(memory.desc layout, memory filters) {
    long address() {
      return filters.get_data_handle().address();
    }
  }

  @Override
  public long bytes() {
    return filters.length() * inputType.width() + bias.length() * Float.BYTES;
  }

  /** Whether x is rounded to BF16 before FP32 numbers are multiplied. */
  boolean rounds() {
    return precision.ofConvolutions() != Precision.FP32 && inputType == DataType.FLOAT;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** Without the copies, whose keys name the filters again. */
  @Override
  public String toString() {
    return "%d to %d channels, %dx%d, %s"
        .formatted(inputs, outputs, filterSize, filterSize, kernel);
  }
}
