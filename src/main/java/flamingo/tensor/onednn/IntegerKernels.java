package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import flamingo.tensor.WholeWeights;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of whole numbers of 8 bits. Every row of x is scaled by its own largest number, so that
 * a row's result does not depend on its neighbours.
 *
 * <pre>
 * M rows   K inputs   N outputs
 *   s    [M]      max |x| / 127, row by row
 *   xq   [M, K]   round(x / s), INT8
 *   p    [M, N]   xq Wq^T, times the weights' scales, FLOAT
 *   y    [M, N]   residual + scale * activation(s p + b)
 * </pre>
 *
 * oneDNN has no fast product that scales several rows, so the last step is a pass of its own. Of a
 * single row the product does it.
 */
final class IntegerKernels {
  private static final long TYPICAL_ROWS = 256;

  private record ProductKey(
      long rows, long inputs, long outputs, DataType multiplied, DataType written) {}

  /** A product of one row, with everything that comes after it. */
  private record RowKey(
      long inputs,
      long outputs,
      boolean biased,
      Activation activation,
      float scale,
      ResidualPlace residual) {}

  private final Library library;
  private final KernelTrust trust;
  private final KernelCache kernels;
  private final Arena arena;
  private final RowQuantizer quantizer;
  private final RowScaling scaling;

  IntegerKernels(Library library, KernelTrust trust, KernelCache kernels, Arena arena) {
    this.library = library;
    this.trust = trust;
    this.kernels = kernels;
    this.arena = arena;
    this.quantizer = new RowQuantizer(library, kernels);
    this.scaling = new RowScaling(library, kernels);
  }

  /**
   * @param weight [outputs, inputs] dense FLOAT
   * @param bias [outputs] or null
   * @param inputType of what linear layers pass on to each other
   */
  QuantizedLinear pack(INDArray weight, INDArray bias, DataType inputType) {
    long inputs = weight.size(1);
    long outputs = weight.size(0);
    WholeWeights rounded = WholeWeights.of(weight, Precision.INT8);
    boolean exact = trust.trusts(MatmulTrial.ofLinearLayers(ProductType.of(DataType.INT8)));
    DataType type = exact ? DataType.INT8 : DataType.FLOAT;
    matmul.primitive_desc product = product(inputs, outputs, type);
    memory.desc layout = new memory.desc(product.weights_desc());
    String kernel = product.impl_info_str().getString();
    try (INDArray whole = rounded.whole();
        INDArray numbers = exact ? whole : rounded.rounded()) {
      return new QuantizedLinear(
          (int) inputs,
          (int) outputs,
          layout,
          PackedWeights.of(library, numbers, layout),
          rounded.scales().reshape(outputs),
          bias,
          exact ? inputType : DataType.FLOAT,
          type,
          exact ? kernel : kernel + ", weights rounded to INT8, computed in FP32");
    }
  }

  /** Whether a product can be written as a type at once. */
  boolean writes(DataType type, Rows x, Epilogue epilogue) {
    return type == DataType.FLOAT
        || type == DataType.BFLOAT16
            && x.array().dataType() == DataType.BFLOAT16
            && x.total() > 1
            && epilogue.residual() == null;
  }

  /**
   * @param x FLOAT or BFLOAT16 rows at one distance from each other
   * @param out of a type that {@link #writes} allows
   */
  void run(Rows x, QuantizedLinear weights, Epilogue epilogue, Rows out) {
    long rows = x.total();
    INDArray scales = arena.create(DataType.FLOAT, rows);
    INDArray whole = arena.create(DataType.INT8, rows, x.width());
    quantizer.scale(x, scales);
    quantizer.quantize(x, scales, whole);
    if (rows == 1 && weights.multiplied() == DataType.INT8) {
      multiplyRow(whole, scales, weights, epilogue, out);
      return;
    }
    INDArray product = arena.create(out.array().dataType(), rows, weights.outputs());
    multiply(whole, weights, product);
    scaling.run(product, scales, weights.bias(), epilogue, out);
  }

  private void multiply(INDArray whole, QuantizedLinear weights, INDArray product) {
    long rows = whole.size(0);
    INDArray input = whole;
    if (weights.multiplied() == DataType.FLOAT) {
      input = arena.create(DataType.FLOAT, whole.shape());
      quantizer.widen(whole, input);
    }
    ProductKey key =
        new ProductKey(
            rows, weights.inputs(), weights.outputs(), weights.multiplied(), product.dataType());
    kernels
        .get(key, () -> makeProduct(key, weights.layout()))
        .run(
            Address.of(input),
            weights.weightsAddress(),
            Address.of(product),
            Address.of(weights.scales()));
  }

  /** The whole of a product of one row: its scale, bias, activation and residual. */
  private void multiplyRow(
      INDArray whole, INDArray scale, QuantizedLinear weights, Epilogue epilogue, Rows out) {
    Rows residual = epilogue.residual() == null ? null : Rows.of(epilogue.residual());
    ResidualPlace place = ResidualPlace.of(residual, out);
    boolean biased = weights.bias() != null;
    RowKey key =
        new RowKey(
            weights.inputs(),
            weights.outputs(),
            biased,
            epilogue.activation(),
            epilogue.scale(),
            place);
    kernels
        .get(key, () -> makeRow(key, weights.layout()))
        .run(
            Address.of(whole),
            weights.weightsAddress(),
            out.address(0),
            Address.of(weights.scales()),
            Address.of(scale),
            biased ? Address.of(weights.bias()) : 0,
            place == ResidualPlace.ELSEWHERE ? residual.address(0) : 0);
  }

  private Kernel makeProduct(ProductKey key, memory.desc layout) {
    memory.desc x = Library.dense(key.multiplied, key.rows, key.inputs);
    memory.desc y = Library.dense(key.written, key.rows, key.outputs);
    boolean scaled = key.multiplied == DataType.INT8;
    matmul.primitive_desc description =
        new matmul.primitive_desc(library.cpu(), x, layout, y, attributes(key.multiplied), false);
    return new Kernel(
        library,
        new matmul(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_SRC,
          dnnl.DNNL_ARG_WEIGHTS,
          dnnl.DNNL_ARG_DST,
          scaled ? dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS : dnnl.DNNL_ARG_SCRATCHPAD
        },
        x,
        layout,
        y,
        scaled
            ? Library.describe(DataType.FLOAT, new long[] {key.outputs}, new long[] {1})
            : new memory.desc());
  }

  /**
   * The product whose layout of the weights suits many rows and a single one. What suits many
   * narrow rows best, oneDNN 3.11 leaves to its reference for one, where it has AMX.
   */
  private matmul.primitive_desc product(long inputs, long outputs, DataType type) {
    memory.desc any =
        new memory.desc(new long[] {inputs, outputs}, Library.type(type), memory.format_tag.any);
    matmul.primitive_desc typical = product(TYPICAL_ROWS, any, type);
    matmul.primitive_desc single = product(1, any, type);
    return Library.isReference(product(1, typical.weights_desc(), type))
            && !Library.isReference(product(TYPICAL_ROWS, single.weights_desc(), type))
        ? single
        : typical;
  }

  private matmul.primitive_desc product(long rows, memory.desc weights, DataType type) {
    long inputs = weights.get_dims().get(0);
    long outputs = weights.get_dims().get(1);
    return new matmul.primitive_desc(
        library.cpu(),
        Library.dense(type, rows, inputs),
        weights,
        Library.dense(DataType.FLOAT, rows, outputs),
        attributes(type),
        false);
  }

  private static primitive_attr attributes(DataType multiplied) {
    primitive_attr attributes = new primitive_attr();
    if (multiplied == DataType.INT8) {
      attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, 2); // one an output
    }
    return attributes;
  }

  private Kernel makeRow(RowKey key, memory.desc layout) {
    memory.desc x = Library.dense(DataType.INT8, 1, key.inputs);
    memory.desc y = Library.dense(DataType.FLOAT, 1, key.outputs);
    post_ops steps = new post_ops();
    if (key.biased) {
      steps.append_binary(dnnl.algorithm.binary_add, y);
    }
    int biasArgument = FusedSteps.lastArgument(steps);
    FusedSteps.append(steps, key.activation, key.scale, key.residual, y);
    primitive_attr attributes = attributes(DataType.INT8);
    attributes.set_scales_mask(dnnl.DNNL_ARG_SRC, 0); // one
    attributes.set_post_ops(steps);
    matmul.primitive_desc description =
        new matmul.primitive_desc(library.cpu(), x, layout, y, attributes, false);
    boolean elsewhere = key.residual == ResidualPlace.ELSEWHERE;
    return new Kernel(
        library,
        new matmul(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_SRC,
          dnnl.DNNL_ARG_WEIGHTS,
          dnnl.DNNL_ARG_DST,
          dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS,
          dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_SRC,
          key.biased ? biasArgument : dnnl.DNNL_ARG_SCRATCHPAD,
          elsewhere ? FusedSteps.lastArgument(steps) : dnnl.DNNL_ARG_WORKSPACE
        },
        x,
        layout,
        y,
        Library.describe(DataType.FLOAT, new long[] {key.outputs}, new long[] {1}),
        Library.describe(DataType.FLOAT, new long[] {1}, new long[] {1}),
        key.biased ? y : new memory.desc(),
        elsewhere ? y : new memory.desc());
  }
}
