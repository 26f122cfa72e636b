package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.lang.ref.Reference;
import java.util.EnumMap;
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
  private static final int TYPICAL_BATCH = 16;
  private static final int TYPICAL_SIDE = 16;

  private record Key(
      OneDnnConvolution filters,
      Maps x,
      Maps y,
      Activation activation,
      float scale,
      ResidualPlace residual) {}

  private record PoolingKey(Maps x) {}

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
    DataType wanted = precision == Precision.FP32 ? DataType.FLOAT : DataType.BFLOAT16;
    boolean native16 =
        convolved.computeIfAbsent(wanted, type -> trust.trusts(new ConvolutionTrial(type)));
    DataType type = native16 ? wanted : DataType.FLOAT;
    INDArray source = filters.castTo(wanted).castTo(DataType.FLOAT);
    Maps typical = Maps.dense(type, TYPICAL_BATCH, TYPICAL_SIDE, TYPICAL_SIDE, filters.size(1));
    long side = (TYPICAL_SIDE + 2L * padding - filters.size(2)) / stride + 1;
    Maps result = Maps.dense(DataType.FLOAT, TYPICAL_BATCH, side, side, filters.size(0));
    long[] shape = filters.shape();
    memory.desc any = new memory.desc(shape, Library.type(type), memory.format_tag.any);
    convolution_forward.primitive_desc description =
        describe(typical, any, result, stride, padding, new primitive_attr());
    memory.desc layout = new memory.desc(description.weights_desc());
    String kernel = description.impl_info_str().getString();
    return new OneDnnConvolution(
        (int) shape[1],
        (int) shape[0],
        (int) shape[2],
        stride,
        padding,
        precision,
        type,
        layout,
        packed(source, layout),
        bias,
        type == wanted ? kernel : kernel + ", filters rounded to BF16, computed in FP32");
  }

  private memory packed(INDArray source, memory.desc layout) {
    memory.desc plain = Library.describe(DataType.FLOAT, source.shape(), source.stride());
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(source)));
    memory packed = new memory(layout, library.cpu());
    new reorder(given, packed).execute(library.stream(), given, packed);
    library.stream()._wait();
    Reference.reachabilityFence(source);
    return packed;
  }

  /**
   * @param x of the filters' input type
   */
  void run(INDArray x, OneDnnConvolution filters, Epilogue epilogue, INDArray out) {
    INDArray residual = epilogue.residual();
    ResidualPlace place = residual == null ? ResidualPlace.NONE : ResidualPlace.ELSEWHERE;
    Key key =
        new Key(filters, Maps.of(x), Maps.of(out), epilogue.activation(), epilogue.scale(), place);
    kernels
        .get(key, () -> make(key))
        .run(
            Address.of(x),
            filters.filtersAddress(),
            Address.of(out),
            Address.of(filters.bias()),
            residual == null ? 0 : Address.of(residual));
  }

  /** Of each two by two places, into dense maps of the same type. */
  void maxPool(INDArray x, INDArray out) {
    PoolingKey key = new PoolingKey(Maps.of(x));
    kernels.get(key, () -> make(key, Maps.of(out))).run(Address.of(x), Address.of(out));
  }

  private Kernel make(Key key) {
    OneDnnConvolution filters = key.filters;
    post_ops steps = new post_ops();
    FusedSteps.append(steps, key.activation, key.scale, key.residual, key.y.description());
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(steps);
    convolution_forward.primitive_desc description =
        describe(key.x, filters.layout(), key.y, filters.stride(), filters.padding(), attributes);
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
        filters.layout(),
        key.y.description(),
        bias(filters.outputs()),
        residual ? key.y.description() : new memory.desc());
  }

  private convolution_forward.primitive_desc describe(
      Maps x, memory.desc filters, Maps y, int stride, int padding, primitive_attr attributes) {
    long[] strides = {stride, stride};
    long[] zeros = {padding, padding};
    return new convolution_forward.primitive_desc(
        library.cpu(),
        dnnl.prop_kind.forward_inference,
        dnnl.algorithm.convolution_direct,
        x.description(),
        filters,
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
