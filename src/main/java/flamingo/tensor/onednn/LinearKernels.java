package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with packed weights, with everything of the {@link Epilogue} fused. */
final class LinearKernels {
  /** Rows for which the layout of the weights is chosen; other row counts use the same layout. */
  private static final long TYPICAL_ROWS = 256;

  /**
   * Without the weights: layers of the same sizes share a kernel, which holds no model in memory.
   */
  private record Key(
      OneDnnLinear.Form form,
      long rows,
      DataType input,
      long inputStride,
      DataType output,
      long outputStride,
      Activation activation,
      float scale,
      ResidualPlace residual,
      long residualStride) {}

  private final Library library;
  private final KernelTrust trust;
  private final KernelCache kernels;
  private final Map<ProductType, Boolean> multiplied = new HashMap<>();

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
    return multiplies(ProductType.of(type));
  }

  private boolean multiplies(ProductType product) {
    return multiplied.computeIfAbsent(
        product, asked -> trust.trusts(MatmulTrial.ofLinearLayers(asked)));
  }

  /**
   * @param weight [outputs, inputs] dense FLOAT
   * @param bias [outputs] or null
   */
  OneDnnLinear pack(INDArray weight, INDArray bias, Precision precision) {
    long inputs = weight.size(1);
    long outputs = weight.size(0);
    StoredWeights stored = StoredWeights.of(weight, precision);
    for (ProductType product : stored.products()) {
      Layout layout = layout(inputs, outputs, product, stored.scales());
      if (layout != null) {
        memory packed = PackedWeights.of(library, stored.numbers(), layout.weights);
        closeUnless(weight, stored.numbers());
        return new OneDnnLinear(
            form((int) inputs, (int) outputs, product, stored.scales(), bias),
            precision,
            layout.weights,
            packed,
            stored.scales(),
            bias,
            layout.kernel);
      }
    }
    INDArray rounded = stored.rounded(); // this processor has no such product
    OneDnnLinear inFloats = rounded(rounded, bias, precision);
    closeUnless(weight, stored.numbers());
    closeUnless(weight, rounded);
    return inFloats;
  }

  private static OneDnnLinear.Form form(
      int inputs, int outputs, ProductType product, WeightScales scales, INDArray bias) {
    int run = scales == null ? 0 : scales.run();
    return new OneDnnLinear.Form(inputs, outputs, product, run, bias != null);
  }

  /** Copies of weights take as much memory as the weights: it is not left to the collector. */
  private static void closeUnless(INDArray given, INDArray copy) {
    if (copy != given) {
      copy.close();
    }
  }

  private OneDnnLinear rounded(INDArray weight, INDArray bias, Precision precision) {
    long inputs = weight.size(1);
    long outputs = weight.size(0);
    ProductType floats = ProductType.of(DataType.FLOAT);
    Layout layout = layout(inputs, outputs, floats, null);
    return new OneDnnLinear(
        form((int) inputs, (int) outputs, floats, null, bias),
        precision,
        layout.weights,
        PackedWeights.of(library, weight, layout.weights),
        null,
        bias,
        layout.kernel + ", weights rounded to " + precision + ", computed in FP32");
  }

  /** The layout of weights that a kernel likes best, and the kernel. */
  private record Layout(memory.desc weights, String kernel) {}

  /** Null where there is no product of this type that is trusted. */
  private Layout layout(long inputs, long outputs, ProductType product, WeightScales scales) {
    if (!multiplies(product)) {
      return null;
    }
    matmul.primitive_desc typical =
        described(TYPICAL_ROWS, product, product.layout(inputs, outputs), outputs, scales);
    if (typical.get(true) == null || Library.isReference(typical)) {
      return null;
    }
    memory.desc weights = new memory.desc(typical.weights_desc());
    boolean alsoForOneRow = described(1, product, weights, outputs, scales).get(true) != null;
    return alsoForOneRow ? new Layout(weights, typical.impl_info_str().getString()) : null;
  }

  private matmul.primitive_desc described(
      long rows, ProductType product, memory.desc weights, long outputs, WeightScales scales) {
    return new matmul.primitive_desc(
        library.cpu(),
        Library.dense(product.x(), rows, weights.get_dims().get(0)),
        weights,
        Library.dense(DataType.FLOAT, rows, outputs),
        attributes(product, scales),
        true);
  }

  private static primitive_attr attributes(ProductType product, WeightScales scales) {
    primitive_attr attributes = new primitive_attr();
    product.describeTo(attributes);
    if (scales != null) {
      scales.describeTo(attributes);
    }
    return attributes;
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
            weights.form(),
            step,
            x.array().dataType(),
            x.stride(),
            out.array().dataType(),
            out.stride(),
            epilogue.activation(),
            epilogue.scale(),
            kind,
            kind == ResidualPlace.ELSEWHERE ? residual.stride() : 0);
    Kernel kernel = kernels.get(key, () -> make(key, weights));
    long bias = weights.bias() == null ? 0 : Address.of(weights.bias());
    long scales = weights.scales() == null ? 0 : Address.of(weights.scales().values());
    for (long row = 0; row < x.total(); row += step) {
      kernel.run(
          x.address(row),
          weights.weightsAddress(),
          out.address(row),
          bias,
          kind == ResidualPlace.ELSEWHERE ? residual.address(row) : 0,
          scales);
    }
  }

  private Kernel make(Key key, OneDnnLinear weights) {
    memory.desc x =
        Library.describe(
            key.input, new long[] {key.rows, weights.inputs()}, new long[] {key.inputStride, 1});
    long[] outShape = {key.rows, weights.outputs()};
    memory.desc y = Library.describe(key.output, outShape, new long[] {key.outputStride, 1});
    memory.desc residual =
        Library.describe(
            DataType.FLOAT, outShape, new long[] {Math.max(key.residualStride, outShape[1]), 1});
    primitive_attr attributes = attributes(weights.product(), weights.scales());
    post_ops steps = new post_ops();
    FusedSteps.append(steps, key.activation, key.scale, key.residual, residual);
    attributes.set_post_ops(steps);
    boolean biased = weights.bias() != null;
    memory.desc bias =
        biased ? Library.dense(DataType.FLOAT, 1, weights.outputs()) : new memory.desc();
    matmul.primitive_desc description =
        biased
            ? new matmul.primitive_desc(
                library.cpu(), x, weights.layout(), bias, y, attributes, false)
            : new matmul.primitive_desc(library.cpu(), x, weights.layout(), y, attributes, false);
    boolean elsewhere = key.residual == ResidualPlace.ELSEWHERE;
    boolean scaled = weights.scales() != null;
    int[] ids = {
      dnnl.DNNL_ARG_SRC,
      dnnl.DNNL_ARG_WEIGHTS,
      dnnl.DNNL_ARG_DST,
      dnnl.DNNL_ARG_BIAS,
      elsewhere ? FusedSteps.lastArgument(steps) : dnnl.DNNL_ARG_SCRATCHPAD,
      scaled ? dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS : dnnl.DNNL_ARG_WORKSPACE
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
        elsewhere ? residual : new memory.desc(),
        scaled
            ? Library.dense(DataType.FLOAT, 1, weights.scales().values().length())
            : new memory.desc());
  }
}
