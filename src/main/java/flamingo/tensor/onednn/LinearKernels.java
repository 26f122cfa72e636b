package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.lang.ref.Reference;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with packed weights, with everything of the {@link Epilogue} fused. */
final class LinearKernels {
  /** Rows for which the layout of the weights is chosen; other row counts use the same layout. */
  private static final long TYPICAL_ROWS = 256;

  private record Key(
      OneDnnLinear weights,
      long rows,
      DataType input,
      long inputStride,
      DataType output,
      long outputStride,
      Activation activation,
      float scale,
      ResidualPlace residual,
      long residualStride) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && weights == key.weights
          && rows == key.rows
          && input == key.input
          && inputStride == key.inputStride
          && output == key.output
          && outputStride == key.outputStride
          && activation == key.activation
          && scale == key.scale
          && residual == key.residual
          && residualStride == key.residualStride;
    }

    @Override
    public int hashCode() {
      long hash = System.identityHashCode(weights);
      hash = hash * 31 + rows;
      hash = hash * 31 + outputStride;
      return Long.hashCode(hash * 31 + residual.ordinal());
    }
  }

  private final Library library;
  private final KernelTrust trust;
  private final KernelCache kernels;
  private final Map<DataType, Boolean> multiplied = new EnumMap<>(DataType.class);

  LinearKernels(Library library, KernelTrust trust, KernelCache kernels) {
    this.library = library;
    this.trust = trust;
    this.kernels = kernels;
  }

  /**
   * Whether this processor multiplies numbers of a type, right and other than by oneDNN's slow
   * reference.
   */
  boolean multiplies(DataType type) {
    return multiplied.computeIfAbsent(
        type, asked -> trust.trusts(MatmulTrial.ofLinearLayers(asked)));
  }

  /**
   * @param weight [outputs, inputs] dense FLOAT
   * @param bias [outputs] or null
   */
  OneDnnLinear pack(INDArray weight, INDArray bias, Precision precision) {
    long inputs = weight.size(1);
    long outputs = weight.size(0);
    Layout layout = layout(inputs, outputs, precision.activations());
    boolean native16 = layout != null;
    INDArray source = weight;
    String kernel;
    if (native16) {
      kernel = layout.kernel;
    } else { // this processor has no product of 16-bit numbers
      source = weight.castTo(precision.activations()).castTo(DataType.FLOAT);
      layout = layout(inputs, outputs, DataType.FLOAT);
      kernel = layout.kernel + ", weights rounded to " + precision + ", computed in FP32";
    }
    memory packed = new memory(layout.weights, library.cpu());
    memory.desc plain =
        Library.describe(DataType.FLOAT, new long[] {inputs, outputs}, new long[] {1, inputs});
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(source)));
    new reorder(given, packed).execute(library.stream(), given, packed);
    library.stream()._wait();
    Reference.reachabilityFence(source);
    if (source != weight) {
      source.close();
    }
    DataType input = native16 ? precision.activations() : DataType.FLOAT;
    return new OneDnnLinear(
        (int) inputs, (int) outputs, precision, input, layout.weights, packed, bias, kernel);
  }

  /** The layout of weights that a kernel likes best, and the kernel. */
  private record Layout(memory.desc weights, String kernel) {}

  /** Null where there is no product of this type that is trusted. */
  private Layout layout(long inputs, long outputs, DataType type) {
    if (!multiplies(type)) {
      return null;
    }
    memory.desc x = dense(type, TYPICAL_ROWS, inputs);
    memory.desc any =
        new memory.desc(new long[] {inputs, outputs}, Library.type(type), memory.format_tag.any);
    memory.desc y = dense(DataType.FLOAT, TYPICAL_ROWS, outputs);
    matmul.primitive_desc description =
        new matmul.primitive_desc(library.cpu(), x, any, y, new primitive_attr(), true);
    if (description.get(true) == null || isReference(description)) {
      return null;
    }
    return new Layout(
        new memory.desc(description.weights_desc()), description.impl_info_str().getString());
  }

  private static boolean isReference(matmul.primitive_desc description) {
    return description.impl_info_str().getString().startsWith("ref");
  }

  private static memory.desc dense(DataType type, long rows, long width) {
    return Library.describe(type, new long[] {rows, width}, new long[] {width, 1});
  }

  /** Runs on rows that both sides hold in runs of one length. */
  void run(Rows x, OneDnnLinear weights, Epilogue epilogue, Rows out) {
    Rows residual = epilogue.residual() == null ? null : Rows.of(epilogue.residual());
    long step = Math.min(x.run(), out.run());
    if (residual != null) {
      step = Math.min(step, residual.run());
    }
    ResidualPlace kind = ResidualPlace.of(residual, out);
    Key key =
        new Key(
            weights,
            step,
            x.array().dataType(),
            x.stride(),
            out.array().dataType(),
            out.stride(),
            epilogue.activation(),
            epilogue.scale(),
            kind,
            kind == ResidualPlace.ELSEWHERE ? residual.stride() : 0);
    Kernel kernel = kernels.get(key, () -> make(key));
    long bias = weights.bias() == null ? 0 : Address.of(weights.bias());
    for (long row = 0; row < x.total(); row += step) {
      kernel.run(
          x.address(row),
          weights.weightsAddress(),
          out.address(row),
          bias,
          kind == ResidualPlace.ELSEWHERE ? residual.address(row) : 0);
    }
  }

  private Kernel make(Key key) {
    OneDnnLinear weights = key.weights;
    memory.desc x =
        Library.describe(
            key.input, new long[] {key.rows, weights.inputs()}, new long[] {key.inputStride, 1});
    long[] outShape = {key.rows, weights.outputs()};
    memory.desc y = Library.describe(key.output, outShape, new long[] {key.outputStride, 1});
    memory.desc residual =
        Library.describe(
            DataType.FLOAT, outShape, new long[] {Math.max(key.residualStride, outShape[1]), 1});
    primitive_attr attributes = new primitive_attr();
    post_ops steps = new post_ops();
    FusedSteps.append(steps, key.activation, key.scale, key.residual, residual);
    attributes.set_post_ops(steps);
    boolean biased = weights.bias() != null;
    memory.desc bias = biased ? dense(DataType.FLOAT, 1, weights.outputs()) : new memory.desc();
    matmul.primitive_desc description =
        biased
            ? new matmul.primitive_desc(
                library.cpu(), x, weights.layout(), bias, y, attributes, false)
            : new matmul.primitive_desc(library.cpu(), x, weights.layout(), y, attributes, false);
    boolean elsewhere = key.residual == ResidualPlace.ELSEWHERE;
    int[] ids = {
      dnnl.DNNL_ARG_SRC,
      dnnl.DNNL_ARG_WEIGHTS,
      dnnl.DNNL_ARG_DST,
      dnnl.DNNL_ARG_BIAS,
      elsewhere ? FusedSteps.lastArgument(steps) : dnnl.DNNL_ARG_SCRATCHPAD
    };
    return new Kernel(
        library,
        new matmul(description),
        description.impl_info_str().getString(),
        ids,
        x,
        weights.layout(),
        y,
        bias,
        elsewhere ? residual : new memory.desc());
  }
}
