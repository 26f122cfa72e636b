package flamingo.tensor.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a product multiplies. Narrow whole numbers of weights are widened to the type of x within
 * the kernel.
 *
 * @param blocked whether the kernel chooses the layout of the weights; else they lie output by
 *     output, as PyTorch stores them
 */
record ProductType(DataType x, memory.data_type weights, boolean blocked) {
  /** Of a type with itself. */
  static ProductType of(DataType type) {
    return new ProductType(type, Library.type(type), true);
  }

  /** Weights of 8 bits, with FLOAT or BFLOAT16. */
  static ProductType ofBytes(DataType x) {
    return new ProductType(x, memory.data_type.s8, true);
  }

  /**
   * Weights of 4 bits as they lie, with FLOAT or BFLOAT16: in the layout that oneDNN 3.11 would
   * choose it widens up to twice as long.
   */
  static ProductType ofHalfBytes(DataType x) {
    return new ProductType(x, memory.data_type.s4, false);
  }

  /** Weights of 16 bits as they lie, with FLOAT: in blocks oneDNN 3.11 reads them wrong. */
  static ProductType ofHalves() {
    return new ProductType(DataType.FLOAT, memory.data_type.f16, false);
  }

  /** The layout of weights [inputs, outputs], which may leave it to the kernel. */
  memory.desc layout(long inputs, long outputs) {
    long[] shape = {inputs, outputs};
    return blocked
        ? new memory.desc(shape, weights, memory.format_tag.any)
        : new memory.desc(shape, weights, new long[] {1, inputs});
  }

  /** Tells a kernel that whole numbers are to be widened. */
  void describeTo(primitive_attr attributes) {
    boolean whole = weights == memory.data_type.s8 || weights == memory.data_type.s4;
    if (whole && x != DataType.INT8) {
      attributes.set_fpmath_mode(
          x == DataType.BFLOAT16 ? dnnl.fpmath_mode.bf16 : dnnl.fpmath_mode.strict, true);
    }
  }
}
