package flamingo.tensor.onednn;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;

/** Copies between types and strides, and sums of rows. */
final class CopyKernels {
  private record CopyKey(
      long rows, long width, DataType from, long fromStride, DataType to, long toStride) {}

  private record AddKey(long rows, long width, long stride, long repeated) {}

  private final Library library;
  private final KernelCache kernels;

  CopyKernels(Library library, KernelCache kernels) {
    this.library = library;
    this.kernels = kernels;
  }

  void copy(Rows from, Rows to) {
    long step = Math.min(from.run(), to.run());
    CopyKey key =
        new CopyKey(
            step,
            from.width(),
            from.array().dataType(),
            from.stride(),
            to.array().dataType(),
            to.stride());
    Kernel kernel = kernels.get(key, () -> make(key));
    for (long row = 0; row < from.total(); row += step) {
      kernel.run(from.address(row), to.address(row));
    }
  }

  /**
   * {@code x += y}, y being one row, or as many rows as a run of x divides into.
   *
   * @param y dense rows
   */
  void add(Rows x, Rows y) {
    long step = y.total() == 1 ? x.run() : y.total();
    AddKey key = new AddKey(step, x.width(), x.stride(), y.total());
    Kernel kernel = kernels.get(key, () -> make(key));
    long addend = y.address(0);
    for (long row = 0; row < x.total(); row += step) {
      long place = x.address(row);
      kernel.run(place, addend, place);
    }
  }

  private Kernel make(CopyKey key) {
    long[] shape = {key.rows, key.width};
    memory.desc from = Library.describe(key.from, shape, new long[] {key.fromStride, 1});
    memory.desc to = Library.describe(key.to, shape, new long[] {key.toStride, 1});
    reorder.primitive_desc description =
        new reorder.primitive_desc(library.cpu(), from, library.cpu(), to);
    return new Kernel(
        library,
        new reorder(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO},
        from,
        to);
  }

  private Kernel make(AddKey key) {
    memory.desc x =
        Library.describe(
            DataType.FLOAT, new long[] {key.rows, key.width}, new long[] {key.stride, 1});
    memory.desc y =
        Library.describe(
            DataType.FLOAT, new long[] {key.repeated, key.width}, new long[] {key.width, 1});
    binary.primitive_desc description =
        new binary.primitive_desc(library.cpu(), dnnl.algorithm.binary_add, x, y, x);
    return new Kernel(
        library,
        new binary(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_SRC_1, dnnl.DNNL_ARG_DST},
        x,
        y,
        x);
  }
}
