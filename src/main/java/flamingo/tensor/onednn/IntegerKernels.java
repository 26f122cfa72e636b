package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import flamingo.tensor.WholeWeights;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reduction;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
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
 * oneDNN has no fast product that scales rows, so the last step is a pass of its own.
 */
final class IntegerKernels {
  private static final long TYPICAL_ROWS = 256;

  private enum Step {
    MAXIMUM,
    MINIMUM,
    QUANTIZE,
    WIDEN,
    PRODUCT
  }

  private record Key(Step step, long rows, long inputs, long outputs, long stride, DataType type) {}

  private record FinishKey(
      long rows,
      long outputs,
      long outputStride,
      boolean biased,
      Activation activation,
      float scale,
      ResidualPlace residual,
      long residualStride) {}

  private final Library library;
  private final KernelTrust trust;
  private final KernelCache kernels;
  private final Arena arena;
  private final Address address = new Address();
  private float[] largest = {};
  private float[] smallest = {};

  IntegerKernels(Library library, KernelTrust trust, KernelCache kernels, Arena arena) {
    this.library = library;
    this.trust = trust;
    this.kernels = kernels;
    this.arena = arena;
  }

  /**
   * @param weight [outputs, inputs] dense FLOAT
   * @param bias [outputs] or null
   */
  QuantizedLinear pack(INDArray weight, INDArray bias) {
    long inputs = weight.size(1);
    long outputs = weight.size(0);
    WholeWeights rounded = WholeWeights.of(weight, Precision.INT8);
    INDArray whole = rounded.whole();
    INDArray scales = rounded.scales().reshape(outputs);
    boolean exact = trust.trusts(MatmulTrial.ofLinearLayers(ProductType.of(DataType.INT8)));
    DataType type = exact ? DataType.INT8 : DataType.FLOAT;
    matmul.primitive_desc product = product(TYPICAL_ROWS, inputs, outputs, type, null);
    if (type == DataType.FLOAT) {
      whole.muliColumnVector(scales);
    }
    String kernel = product.impl_info_str().getString();
    memory.desc layout = new memory.desc(product.weights_desc());
    return new QuantizedLinear(
        (int) inputs,
        (int) outputs,
        layout,
        packed(whole, layout),
        scales.dup('c'),
        bias,
        type,
        type == DataType.INT8 ? kernel : kernel + ", weights rounded to INT8, computed in FP32");
  }

  /** The weights in the layout that the product wants. */
  private memory packed(INDArray whole, memory.desc layout) {
    long[] shape = {whole.size(1), whole.size(0)};
    memory.desc plain = Library.describe(DataType.FLOAT, shape, new long[] {1, shape[0]});
    memory given = new memory(plain, library.cpu(), new Address().at(Address.of(whole)));
    memory.desc narrow = new memory.desc(shape, layout.get_data_type(), new long[] {1, shape[0]});
    memory narrowed = new memory(narrow, library.cpu());
    memory packed = new memory(layout, library.cpu());
    new reorder(given, narrowed).execute(library.stream(), given, narrowed);
    new reorder(narrowed, packed).execute(library.stream(), narrowed, packed);
    library.stream()._wait();
    whole.close();
    narrowed.close();
    return packed;
  }

  /**
   * @param x FLOAT rows at one distance from each other
   * @param out FLOAT
   */
  void run(Rows x, QuantizedLinear weights, Epilogue epilogue, Rows out) {
    long rows = x.total();
    INDArray scales = arena.create(DataType.FLOAT, rows);
    INDArray whole = arena.create(DataType.INT8, rows, x.width());
    INDArray product = arena.create(DataType.FLOAT, rows, weights.outputs());
    scale(x, scales);
    quantize(x, scales, whole);
    multiply(whole, weights, product);
    finish(product, scales, weights.bias(), epilogue, out);
  }

  /** {@code max |x| / 127} of each row; 1 for a row of zeros. */
  private void scale(Rows x, INDArray scales) {
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
        result[row] = new FloatPointer(address.at(x.address(row))).get();
      }
      return;
    }
    Key key = new Key(step, x.total(), x.width(), 1, x.stride(), DataType.FLOAT);
    kernels.get(key, () -> makeReduction(key)).run(x.address(0), Address.of(scratch));
    new FloatPointer(address.at(Address.of(scratch))).get(result, 0, (int) x.total());
  }

  private void quantize(Rows x, INDArray scales, INDArray whole) {
    Key key = new Key(Step.QUANTIZE, x.total(), x.width(), 0, x.stride(), DataType.INT8);
    kernels
        .get(key, () -> makeQuantization(key))
        .run(x.address(0), Address.of(whole), Address.of(scales));
  }

  private void multiply(INDArray whole, QuantizedLinear weights, INDArray product) {
    long rows = whole.size(0);
    INDArray input = whole;
    if (weights.multiplied() == DataType.FLOAT) {
      input = arena.create(DataType.FLOAT, whole.shape());
      Key key = new Key(Step.WIDEN, rows, whole.size(1), 0, whole.size(1), DataType.FLOAT);
      kernels.get(key, () -> makeWidening(key)).run(Address.of(whole), Address.of(input));
    }
    Key key =
        new Key(Step.PRODUCT, rows, weights.inputs(), weights.outputs(), 0, weights.multiplied());
    kernels
        .get(key, () -> makeProduct(key, weights.layout()))
        .run(
            Address.of(input),
            weights.weightsAddress(),
            Address.of(product),
            Address.of(weights.scales()));
  }

  private void finish(
      INDArray product, INDArray scales, INDArray bias, Epilogue epilogue, Rows out) {
    Rows residual = epilogue.residual() == null ? null : Rows.of(epilogue.residual());
    ResidualPlace place = ResidualPlace.of(residual, out);
    long step = residual == null ? out.run() : Math.min(out.run(), residual.run());
    FinishKey key =
        new FinishKey(
            step,
            out.width(),
            out.stride(),
            bias != null,
            epilogue.activation(),
            epilogue.scale(),
            place,
            place == ResidualPlace.ELSEWHERE ? residual.stride() : 0);
    Kernel kernel = kernels.get(key, () -> makeFinish(key));
    for (long row = 0; row < out.total(); row += step) {
      kernel.run(
          Address.of(product) + row * out.width() * Float.BYTES,
          Address.of(scales) + row * Float.BYTES,
          out.address(row),
          bias == null ? 0 : Address.of(bias),
          place == ResidualPlace.ELSEWHERE ? residual.address(row) : 0);
    }
  }

  private Kernel makeReduction(Key key) {
    memory.desc x =
        Library.describe(
            DataType.FLOAT, new long[] {key.rows, key.inputs}, new long[] {key.stride, 1});
    memory.desc y = dense(DataType.FLOAT, key.rows, 1);
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
    memory.desc x = Library.describe(DataType.FLOAT, shape, new long[] {key.stride, 1});
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

  private Kernel makeProduct(Key key, memory.desc layout) {
    matmul.primitive_desc description =
        product(key.rows, key.inputs, key.outputs, key.type, layout);
    boolean scaled = key.type == DataType.INT8;
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
        dense(key.type, key.rows, key.inputs),
        layout,
        dense(DataType.FLOAT, key.rows, key.outputs),
        scaled
            ? Library.describe(DataType.FLOAT, new long[] {key.outputs}, new long[] {1})
            : new memory.desc());
  }

  /**
   * @param layout of the weights; null to let the kernel choose
   */
  private matmul.primitive_desc product(
      long rows, long inputs, long outputs, DataType type, memory.desc layout) {
    memory.desc chosen =
        layout != null
            ? layout
            : new memory.desc(
                new long[] {inputs, outputs}, Library.type(type), memory.format_tag.any);
    primitive_attr attributes = new primitive_attr();
    if (type == DataType.INT8) {
      attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, 2); // one an output
    }
    return new matmul.primitive_desc(
        library.cpu(),
        dense(type, rows, inputs),
        chosen,
        dense(DataType.FLOAT, rows, outputs),
        attributes,
        false);
  }

  private Kernel makeFinish(FinishKey key) {
    memory.desc product = dense(DataType.FLOAT, key.rows, key.outputs);
    memory.desc scales =
        Library.describe(DataType.FLOAT, new long[] {key.rows, 1}, new long[] {1, 1});
    long[] shape = {key.rows, key.outputs};
    memory.desc y = Library.describe(DataType.FLOAT, shape, new long[] {key.outputStride, 1});
    memory.desc bias = dense(DataType.FLOAT, 1, key.outputs);
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

  private static memory.desc dense(DataType type, long rows, long width) {
    return Library.describe(type, new long[] {rows, width}, new long[] {width, 1});
  }
}
