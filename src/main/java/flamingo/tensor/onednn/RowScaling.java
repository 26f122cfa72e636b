package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What comes after a product of whole numbers: {@code y = residual + scale * activation(s p + b)}.
 *
 * <pre>
 * M rows   N outputs
 *   p   [M, N]   of y's type
 *   s   [M]      FLOAT
 *   b   [N]      FLOAT
 *   y   [M, N]   FLOAT, or BFLOAT16 without a residual
 * </pre>
 */
final class RowScaling {
  private record Key(
      long rows,
      long outputs,
      long outputStride,
      boolean biased,
      Activation activation,
      float scale,
      ResidualPlace residual,
      long residualStride,
      DataType type) {}

  private final Library library;
  private final KernelCache kernels;

  RowScaling(Library library, KernelCache kernels) {
    this.library = library;
    this.kernels = kernels;
  }

  /**
   * @param bias null for none
   */
  void run(INDArray product, INDArray scales, INDArray bias, Epilogue epilogue, Rows out) {
    Rows residual = epilogue.residual() == null ? null : Rows.of(epilogue.residual());
    ResidualPlace place = ResidualPlace.of(residual, out);
    long step = residual == null ? out.run() : Math.min(out.run(), residual.run());
    Key key =
        new Key(
            step,
            out.width(),
            out.stride(),
            bias != null,
            epilogue.activation(),
            epilogue.scale(),
            place,
            place == ResidualPlace.ELSEWHERE ? residual.stride() : 0,
            product.dataType());
    Kernel kernel = kernels.get(key, () -> make(key));
    for (long row = 0; row < out.total(); row += step) {
      kernel.run(
          Address.of(product) + row * out.width() * product.dataType().width(),
          Address.of(scales) + row * Float.BYTES,
          out.address(row),
          bias == null ? 0 : Address.of(bias),
          place == ResidualPlace.ELSEWHERE ? residual.address(row) : 0);
    }
  }

  private Kernel make(Key key) {
    memory.desc product = Library.dense(key.type, key.rows, key.outputs);
    memory.desc scales =
        Library.describe(DataType.FLOAT, new long[] {key.rows, 1}, new long[] {1, 1});
    long[] shape = {key.rows, key.outputs};
    memory.desc y = Library.describe(key.type, shape, new long[] {key.outputStride, 1});
    memory.desc bias = Library.dense(DataType.FLOAT, 1, key.outputs);
    memory.desc residual =
        Library.describe(
            DataType.FLOAT, shape, new long[] {Math.max(key.residualStride, key.outputs), 1});
    post_ops steps = new post_ops();
    if (key.biased) {
      steps.append_binary(dnnl.algorithm.binary_add, bias);
    }
    int biasArgument = FusedSteps.lastArgument(steps);
    FusedSteps.append(steps, key.activation, key.scale, key.residual, residual);
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(steps);
    binary.primitive_desc description =
        new binary.primitive_desc(
            library.cpu(), dnnl.algorithm.binary_mul, product, scales, y, attributes, false);
    boolean elsewhere = key.residual == ResidualPlace.ELSEWHERE;
    return new Kernel(
        library,
        new binary(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_SRC_0,
          dnnl.DNNL_ARG_SRC_1,
          dnnl.DNNL_ARG_DST,
          key.biased ? biasArgument : dnnl.DNNL_ARG_SCRATCHPAD,
          elsewhere ? FusedSteps.lastArgument(steps) : dnnl.DNNL_ARG_WORKSPACE
        },
        product,
        scales,
        y,
        key.biased ? bias : new memory.desc(),
        elsewhere ? residual : new memory.desc());
  }
}
