package flamingo.tensor.onednn;

import flamingo.tensor.Precision;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reduction;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows as whole numbers of 8 bits, each with a scale of its own.
 *
 * <pre>
 * M rows   K inputs
 *   x    [M, K]   FLOAT or BFLOAT16
 *   s    [M]      max |x| / 127, row by row, FLOAT
 *   xq   [M, K]   round(x / s), INT8
 * </pre>
 */
final class RowQuantizer {
  private enum Step {
    MAXIMUM,
    MINIMUM,
    QUANTIZE,
    WIDEN
  }

  private record Key(Step step, long rows, long inputs, long stride, DataType type) {}

  private final Library library;
  private final KernelCache kernels;
  private final Address address = new Address();
  private float[] largest = {};
  private float[] smallest = {};

  RowQuantizer(Library library, KernelCache kernels) {
    this.library = library;
    this.kernels = kernels;
  }

  /** {@code max |x| / 127} of each row; 1 for a row of zeros. */
  void scale(Rows x, INDArray scales) {
    int rows = (int) x.total();
    if (largest.length < rows) {
      largest = new float[rows];
      smallest = new float[rows];
    }
    reduce(x, Step.MAXIMUM, scales, largest);
    reduce(x, Step.MINIMUM, scales, smallest);
    for (int row = 0; row < rows; row++) {
      float most = Math.max(largest[row], -smallest[row]);
      largest[row] = most == 0 ? 1 : most / Precision.INT8.limit();
    }
    new FloatPointer(address.at(Address.of(scales))).put(largest, 0, rows);
  }

  private void reduce(Rows x, Step step, INDArray scratch, float[] result) {
    if (x.width() == 1) { // oneDNN reduces nothing to itself
      for (int row = 0; row < x.total(); row++) {
        result[row] = x.array().data().getFloat(x.array().offset() + row * x.stride());
      }
      return;
    }
    Key key = new Key(step, x.total(), x.width(), x.stride(), x.array().dataType());
    kernels.get(key, () -> makeReduction(key)).run(x.address(0), Address.of(scratch));
    new FloatPointer(address.at(Address.of(scratch))).get(result, 0, (int) x.total());
  }

  void quantize(Rows x, INDArray scales, INDArray whole) {
    Key key = new Key(Step.QUANTIZE, x.total(), x.width(), x.stride(), x.array().dataType());
    kernels
        .get(key, () -> makeQuantization(key))
        .run(x.address(0), Address.of(whole), Address.of(scales));
  }

  /** Whole numbers as FLOAT, for a processor that does not multiply them. */
  void widen(INDArray whole, INDArray wide) {
    Key key = new Key(Step.WIDEN, whole.size(0), whole.size(1), whole.size(1), DataType.FLOAT);
    kernels.get(key, () -> makeWidening(key)).run(Address.of(whole), Address.of(wide));
  }

  private Kernel makeReduction(Key key) {
    memory.desc x =
        Library.describe(key.type, new long[] {key.rows, key.inputs}, new long[] {key.stride, 1});
    memory.desc y = Library.describe(DataType.FLOAT, new long[] {key.rows, 1}, new long[] {1, 1});
    reduction.primitive_desc description =
        new reduction.primitive_desc(
            library.cpu(),
            key.step == Step.MAXIMUM ? dnnl.algorithm.reduction_max : dnnl.algorithm.reduction_min,
            x,
            y,
            0,
            0);
    return new Kernel(
        library,
        new reduction(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST},
        x,
        y);
  }

  private Kernel makeQuantization(Key key) {
    long[] shape = {key.rows, key.inputs};
    memory.desc x = Library.describe(key.type, shape, new long[] {key.stride, 1});
    memory.desc whole = Library.describe(DataType.INT8, shape, new long[] {key.inputs, 1});
    memory.desc scales = Library.describe(DataType.FLOAT, new long[] {key.rows}, new long[] {1});
    primitive_attr attributes = new primitive_attr();
    attributes.set_scales_mask(dnnl.DNNL_ARG_TO, 1); // one a row
    reorder.primitive_desc description =
        new reorder.primitive_desc(library.cpu(), x, library.cpu(), whole, attributes, false);
    return new Kernel(
        library,
        new reorder(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO, dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_TO
        },
        x,
        whole,
        scales);
  }

  private Kernel makeWidening(Key key) {
    long[] shape = {key.rows, key.inputs};
    long[] strides = {key.inputs, 1};
    memory.desc whole = Library.describe(DataType.INT8, shape, strides);
    memory.desc wide = Library.describe(DataType.FLOAT, shape, strides);
    reorder.primitive_desc description =
        new reorder.primitive_desc(library.cpu(), whole, library.cpu(), wide);
    return new Kernel(
        library,
        new reorder(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO},
        whole,
        wide);
  }
}
