package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.lang.ref.Reference;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions and poolings, channels last. */
final class ConvolutionKernels {
  private static final long[] TWO = {2, 2};
  private static final long[] NO_PADDING = {0, 0};
  private static final int FILTERS = 1;
  private static final int TYPICAL_BATCH = 16;
  private static final int TYPICAL_SIDE = 16;

  private record Key(
      int filterSize,
      int stride,
      int padding,
      Maps x,
      Maps y,
      Activation activation,
      float scale,
      ResidualPlace residual) {}

  private record PoolingKey(Maps x) {}

  private record CopyKey(Maps from, Maps to) {}

  private final Library library;
  private final KernelTrust trust;
  private final KernelCache kernels;
  private final Map<DataType, Boolean> convolved = new EnumMap<>(DataType.class);

  ConvolutionKernels(Library library, KernelTrust trust, KernelCache kernels) {
    this.library = library;
    this.trust = trust;
    this.kernels = kernels;
  }

  /**
   * @param filters [O, C, f, f] dense FLOAT
   * @param bias [O]
   */
  OneDnnConvolution pack(
      INDArray filters, INDArray bias, int stride, int padding, Precision precision) {
    DataType wanted = precision.ofConvolutions().activations();
    boolean there =
        convolved.computeIfAbsent(wanted, type -> trust.trusts(new ConvolutionTrial(type)));
    DataType type = there ? wanted : DataType.FLOAT;
    long side = TYPICAL_SIDE;
    long outputSide = (side + 2L * padding - filters.size(2)) / stride + 1;
    String kernel =
        describe(
                Maps.dense(type, TYPICAL_BATCH, side, side, filters.size(1)),
                filters.shape(),
                Maps.dense(DataType.FLOAT, TYPICAL_BATCH, outputSide, outputSide, filters.size(0)),
                stride,
                padding,
                new primitive_attr())
            .impl_info_str()
            .getString();
    return new OneDnnConvolution(
        (int) filters.size(1),
        (int) filters.size(0),
        (int) filters.size(2),
        stride,
        padding,
        precision,
        type,
        filters.castTo(wanted).castTo(DataType.FLOAT),
        new HashMap<>(),
        bias,
        there ? kernel : kernel + ", filters rounded to BF16, computed in FP32");
  }

  /** Whether there are fast kernels for maps that lie so. */
  static boolean takes(INDArray x) {
    return x.stride(3) == 1;
  }

  /**
   * @param x of the filters' input type, channels side by side
   */
  void run(INDArray x, OneDnnConvolution filters, Epilogue epilogue, INDArray out) {
    INDArray residual = epilogue.residual();
    ResidualPlace place = residual == null ? ResidualPlace.NONE : ResidualPlace.ELSEWHERE;
    Key key =
        new Key(
            filters.filterSize(),
            filters.stride(),
            filters.padding(),
            Maps.of(x),
            Maps.of(out),
            epilogue.activation(),
            epilogue.scale(),
            place);
    Kernel kernel = kernels.get(key, () -> make(key));
    OneDnnConvolution.Packed packed =
        filters.packed().computeIfAbsent(key, like -> packed(filters, kernel.layout(FILTERS)));
    kernel.run(
        Address.of(x),
        packed.address(),
        Address.of(out),
        Address.of(filters.bias()),
        residual == null ? 0 : Address.of(residual));
  }

  /** Copies maps of any strides. */
  void copy(INDArray from, INDArray to) {
    CopyKey key = new CopyKey(Maps.of(from), Maps.of(to));
    kernels.get(key, () -> make(key)).run(Address.of(from), Address.of(to));
  }

  /** Of each two by two places, into dense maps of the same type. */
  void maxPool(INDArray x, INDArray out) {
    PoolingKey key = new PoolingKey(Maps.of(x));
    kernels.get(key, () -> make(key, Maps.of(out))).run(Address.of(x), Address.of(out));
  }

  private Kernel make(Key key) {
    post_ops steps = new post_ops();
    FusedSteps.append(steps, key.activation, key.scale, key.residual, key.y.description());
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(steps);
    convolution_forward.primitive_desc description =
        describe(
            key.x,
            new long[] {key.y.channels(), key.x.channels(), key.filterSize, key.filterSize},
            key.y,
            key.stride,
            key.padding,
            attributes);
    boolean residual = key.residual == ResidualPlace.ELSEWHERE;
    return new Kernel(
        library,
        new convolution_forward(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_SRC,
          dnnl.DNNL_ARG_WEIGHTS,
          dnnl.DNNL_ARG_DST,
          dnnl.DNNL_ARG_BIAS,
          residual ? FusedSteps.lastArgument(steps) : dnnl.DNNL_ARG_WORKSPACE
        },
        key.x.description(),
        new memory.desc(description.weights_desc()),
        key.y.description(),
        bias(key.y.channels()),
        residual ? key.y.description() : new memory.desc());
  }

  private OneDnnConvolution.Packed packed(OneDnnConvolution filters, memory.desc layout) {
    for (OneDnnConvolution.Packed there : filters.packed().values()) {
      if (there.layout().equals(layout)) {
        return there;
      }
    }
    INDArray source = filters.filters();
    memory.desc plain = Library.describe(DataType.FLOAT, source.shape(), source.stride());
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(source)));
    memory target = new memory(layout, library.cpu());
    new reorder(given, target).execute(library.stream(), given, target);
    library.stream()._wait();
    Reference.reachabilityFence(source);
    return new OneDnnConvolution.Packed(layout, target);
  }

  private Kernel make(CopyKey key) {
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            library.cpu(), key.from.description(), library.cpu(), key.to.description());
    return new Kernel(
        library,
        new reorder(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO},
        key.from.description(),
        key.to.description());
  }

  private convolution_forward.primitive_desc describe(
      Maps x, long[] filters, Maps y, int stride, int padding, primitive_attr attributes) {
    long[] strides = {stride, stride};
    long[] zeros = {padding, padding};
    return new convolution_forward.primitive_desc(
        library.cpu(),
        dnnl.prop_kind.forward_inference,
        dnnl.algorithm.convolution_direct,
        x.description(),
        new memory.desc(filters, Library.type(x.type()), memory.format_tag.any),
        bias(y.channels()),
        y.description(),
        strides,
        zeros,
        zeros,
        attributes,
        false);
  }

  private static memory.desc bias(long outputs) {
    return Library.describe(DataType.FLOAT, new long[] {outputs}, new long[] {1});
  }

  private Kernel make(PoolingKey key, Maps y) {
    pooling_forward.primitive_desc description =
        new pooling_forward.primitive_desc(
            library.cpu(),
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.pooling_max,
            key.x.description(),
            y.description(),
            TWO,
            TWO,
            NO_PADDING,
            NO_PADDING,
            NO_PADDING);
    return new Kernel(
        library,
        new pooling_forward(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST},
        key.x.description(),
        y.description());
  }
}
