package flamingo.tensor.onednn;

import flamingo.tensor.LayerNorm;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;

/** Layer normalisation over dense rows. */
final class NormKernels {
  private record Key(
      long rows, long width, DataType input, DataType output, float epsilon, boolean biased) {}

  private final Library library;
  private final KernelCache kernels;

  NormKernels(Library library, KernelCache kernels) {
    this.library = library;
    this.kernels = kernels;
  }

  /** Both sides must hold their rows without gaps within a run. */
  void run(Rows x, LayerNorm norm, Rows out) {
    long step = Math.min(x.run(), out.run());
    boolean biased = norm.bias() != null;
    Key key =
        new Key(
            step, x.width(), x.array().dataType(), out.array().dataType(), norm.epsilon(), biased);
    Kernel kernel = kernels.get(key, () -> make(key));
    long weight = Address.of(norm.weight());
    long bias = biased ? Address.of(norm.bias()) : 0;
    for (long row = 0; row < x.total(); row += step) {
      kernel.run(x.address(row), out.address(row), weight, bias);
    }
  }

  private Kernel make(Key key) {
    long[] shape = {key.rows, key.width};
    long[] strides = {key.width, 1};
    memory.desc x = Library.describe(key.input, shape, strides);
    memory.desc y = Library.describe(key.output, shape, strides);
    memory.desc vector = Library.describe(DataType.FLOAT, new long[] {key.width}, new long[] {1});
    int flags = dnnl.normalization_flags.use_scale.value;
    if (key.biased) {
      flags |= dnnl.normalization_flags.use_shift.value;
    }
    layer_normalization_forward.primitive_desc description =
        new layer_normalization_forward.primitive_desc(
            library.cpu(), dnnl.prop_kind.forward_inference.value, x, y, key.epsilon, flags);
    return new Kernel(
        library,
        new layer_normalization_forward(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_SCALE, dnnl.DNNL_ARG_SHIFT},
        x,
        y,
        vector,
        key.biased ? vector : new memory.desc());
  }
}
