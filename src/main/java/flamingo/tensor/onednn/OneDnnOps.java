package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.KernelVerdict;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The fast engine: oneDNN's kernels on the memory of ND4J arrays. */
public final class OneDnnOps implements TensorOps {
  private final KernelCache kernels = new KernelCache();
  private final Arena arena = new Arena();
  private final KernelTrust trust;
  private final LinearKernels linears;
  private final IntegerKernels integers;
  private final NormKernels norms;
  private final CopyKernels copies;
  private final AttentionKernels attentions;
  private final ConvolutionKernels convolutions;

  /**
   * @throws UnsatisfiedLinkError if the library cannot be loaded on this machine, or computes wrong
   *     there
   */
  public OneDnnOps() {
    Library library = new Library();
    trust = new KernelTrust(library);
    if (!trust.trusts(MatmulTrial.ofLinearLayers(ProductType.of(DataType.FLOAT)))
        || !trust.trusts(MatmulTrial.ofAttention(DataType.FLOAT))
        || !trust.trusts(new ConvolutionTrial(DataType.FLOAT))) {
      throw new UnsatisfiedLinkError("its FP32 products are wrong or slow on this processor");
    }
    linears = new LinearKernels(library, trust, kernels);
    integers = new IntegerKernels(library, trust, kernels, arena);
    norms = new NormKernels(library, kernels);
    copies = new CopyKernels(library, kernels);
    attentions = new AttentionKernels(library, kernels, arena);
    convolutions = new ConvolutionKernels(library, trust, kernels);
  }

  /** The library's version, for instance {@code 3.11}. */
  public static String version() {
    return Library.version();
  }

  /** The instruction set that the kernels use, for instance {@code AVX-512 BF16}. */
  public static String isa() {
    return Isa.name();
  }

  @Override
  public String name() {
    return "onednn";
  }

  @Override
  public List<KernelVerdict> verdicts() {
    return trust.verdicts();
  }

  /** Names of the kernels made so far, as the library tells them. */
  Set<String> kernels() {
    return kernels.implementations();
  }

  @Override
  public Scope scope() {
    return arena.open();
  }

  @Override
  public long scratchBytes() {
    return arena.capacity();
  }

  @Override
  public void freeScratch() {
    arena.free();
  }

  @Override
  public INDArray create(DataType type, long... shape) {
    return arena.isOpen() ? arena.create(type, shape) : Nd4j.createUninitialized(type, shape);
  }

  @Override
  public PackedLinear pack(INDArray weight, INDArray bias, Precision precision) {
    Shapes.require(weight.rank() == 2, "Weight of a linear layer", "[outputs, inputs]", weight);
    Shapes.require(
        bias == null || (bias.rank() == 1 && bias.length() == weight.size(0)),
        "Bias of a linear layer",
        "[" + weight.size(0) + "]",
        bias);
    INDArray dense = Rows.of(weight).isDense() ? weight : weight.dup('c');
    INDArray ownBias = bias == null ? null : bias.dup('c');
    return precision == Precision.INT8
        ? integers.pack(dense, ownBias, narrowest())
        : linears.pack(dense, ownBias, precision);
  }

  @Override
  public void linear(INDArray x, PackedLinear weights, Epilogue epilogue, INDArray out) {
    Shapes.requireWidth(x, weights.inputs(), "Input of a linear layer");
    Shapes.requireWidth(out, weights.outputs(), "Output of a linear layer");
    Shapes.requireRows(out, x, "Output of a linear layer");
    if (epilogue.residual() != null) {
      Shapes.require(
          epilogue.residual().equalShapes(out),
          "Residual",
          "the output's shape",
          epilogue.residual());
    }
    try (Scope scratch = scope()) {
      if (weights instanceof OneDnnLinear packed) {
        multiply(x, packed, epilogue, out);
      } else if (weights instanceof QuantizedLinear packed) {
        multiply(x, packed, epilogue, out);
      } else {
        throw new IllegalArgumentException("Weights packed by another engine: " + weights.kernel());
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(weights);
      Reference.reachabilityFence(epilogue);
      Reference.reachabilityFence(out);
    }
  }

  private void multiply(INDArray x, OneDnnLinear packed, Epilogue epilogue, INDArray out) {
    INDArray input = packed.rounds() ? as(packed.precision().activations(), x) : x;
    input = as(packed.inputType(), input);
    INDArray result =
        packed.writes(out.dataType()) ? out : arena.create(DataType.FLOAT, out.shape());
    linears.run(Rows.of(input), packed, epilogue, Rows.of(result));
    if (result != out) {
      copy(result, out);
    }
  }

  private void multiply(INDArray x, QuantizedLinear packed, Epilogue epilogue, INDArray out) {
    INDArray input = canHold(x) ? x : as(DataType.FLOAT, x);
    Rows rows = Rows.of(input);
    if (!rows.isDense()) { // oneDNN reduces rows with gaps slowly
      INDArray dense = arena.create(input.dataType(), x.shape());
      copy(input, dense);
      rows = Rows.of(dense);
    }
    boolean direct = Rows.of(out).isGapless() && integers.writes(out.dataType(), rows, epilogue);
    if (direct) {
      integers.run(rows, packed, epilogue, Rows.of(out));
      return;
    }
    INDArray result = arena.create(DataType.FLOAT, out.shape());
    Epilogue dense = epilogue;
    if (epilogue.residual() != null) {
      copy(epilogue.residual(), result);
      dense = new Epilogue(epilogue.activation(), epilogue.scale(), result, DataType.FLOAT);
    }
    integers.run(rows, packed, dense, Rows.of(result));
    copy(result, out);
  }

  /** The array itself, or a copy of that type in the current scope. */
  private INDArray as(DataType type, INDArray x) {
    if (x.dataType() == type) {
      return x;
    }
    INDArray converted = arena.create(type, x.shape());
    copy(x, converted);
    return converted;
  }

  /** The narrowest type that this processor multiplies. */
  private DataType narrowest() {
    return linears.multiplies(DataType.BFLOAT16) ? DataType.BFLOAT16 : DataType.FLOAT;
  }

  /** Whether kernels of this processor can read and write the array's type. */
  private boolean canHold(INDArray x) {
    return x.dataType() == DataType.FLOAT || linears.multiplies(x.dataType());
  }

  @Override
  public void layerNorm(INDArray x, LayerNorm norm, INDArray out) {
    Shapes.requireWidth(x, norm.width(), "Input of a layer norm");
    Shapes.require(out.equalShapes(x), "Output of a layer norm", "the input's shape", out);
    Rows input = Rows.of(x);
    Rows output = Rows.of(out);
    boolean direct = input.isGapless() && output.isGapless() && canHold(x) && canHold(out);
    try (Scope scratch = scope()) {
      if (direct) {
        norms.run(input, norm, output);
        return;
      }
      INDArray dense = arena.create(canHold(x) ? x.dataType() : DataType.FLOAT, x.shape());
      INDArray result = arena.create(canHold(out) ? out.dataType() : DataType.FLOAT, out.shape());
      copy(x, dense);
      norms.run(Rows.of(dense), norm, Rows.of(result));
      copy(result, out);
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(norm);
      Reference.reachabilityFence(out);
    }
  }

  @Override
  public INDArray attention(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, List<Span> spans) {
    spec.check(q, k, v, spans);
    INDArray out = create(q.dataType(), q.shape());
    long covered = spans.stream().mapToLong(Span::queries).sum();
    if (covered < q.size(0) * q.size(1)) {
      Pointer.memset(
          new Address().at(Address.of(out)), 0, out.length() * out.data().getElementSize());
    }
    boolean direct = canHold(q) && trust.trusts(MatmulTrial.ofAttention(q.dataType()));
    try (Scope scratch = scope()) {
      if (direct) {
        attentions.run(q, k, v, spec, spans, out);
        return out;
      }
      INDArray result = as(DataType.FLOAT, out); // with its zeros
      attentions.run(
          as(DataType.FLOAT, q), as(DataType.FLOAT, k), as(DataType.FLOAT, v), spec, spans, result);
      copy(result, out);
    } finally {
      Reference.reachabilityFence(q);
      Reference.reachabilityFence(k);
      Reference.reachabilityFence(v);
    }
    return out;
  }

  @Override
  public INDArray attentionWeights(INDArray q, INDArray k, AttentionSpec spec, Span span) {
    spec.check(q, k, k, List.of(span));
    INDArray weights = create(DataType.FLOAT, spec.heads(), span.queries(), span.keys());
    boolean direct = canHold(q) && trust.trusts(MatmulTrial.ofAttention(q.dataType()));
    try (Scope scratch = scope()) {
      DataType type = direct ? q.dataType() : DataType.FLOAT;
      attentions.weigh(as(type, q), as(type, k), spec, SpanGroup.of(span), 0, weights, weights);
    } finally {
      Reference.reachabilityFence(q);
      Reference.reachabilityFence(k);
    }
    return weights;
  }

  @Override
  public PackedConvolution packConvolution(
      INDArray filters, INDArray bias, int stride, int padding, Precision precision) {
    Shapes.requireFilters(filters, bias);
    INDArray own = bias == null ? Nd4j.zeros(DataType.FLOAT, filters.size(0)) : bias.dup('c');
    return convolutions.pack(filters.dup('c'), own, stride, padding, precision);
  }

  @Override
  public void convolution(INDArray x, PackedConvolution filters, Epilogue epilogue, INDArray out) {
    if (!(filters instanceof OneDnnConvolution packed)) {
      throw new IllegalArgumentException("Filters packed by another engine: " + filters.kernel());
    }
    Shapes.requireConvolution(x, filters, epilogue, out);
    try (Scope scratch = scope()) {
      INDArray input = x;
      if (!ConvolutionKernels.takes(x)) {
        input = arena.create(x.dataType(), x.shape());
        convolutions.copy(x, input);
      }
      input = packed.rounds() ? as(DataType.BFLOAT16, input) : input;
      input = as(packed.inputType(), input);
      INDArray result =
          out.dataType() == DataType.FLOAT ? out : arena.create(DataType.FLOAT, out.shape());
      convolutions.run(input, packed, epilogue, result);
      if (result != out) {
        copy(result, out);
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(filters);
      Reference.reachabilityFence(epilogue);
      Reference.reachabilityFence(out);
    }
  }

  @Override
  public INDArray maxPool(INDArray x) {
    Shapes.requireHalving(x);
    INDArray out = create(x.dataType(), x.size(0), x.size(1) / 2, x.size(2) / 2, x.size(3));
    if (canHold(x)) {
      convolutions.maxPool(x, out);
    } else {
      try (Scope scratch = scope()) {
        INDArray result = arena.create(DataType.FLOAT, out.shape());
        convolutions.maxPool(as(DataType.FLOAT, x), result);
        copy(result, out);
      }
    }
    Reference.reachabilityFence(x);
    return out;
  }

  @Override
  public void gather(INDArray table, int[][] rows, INDArray out) {
    Shapes.requireGather(table, rows, out);
    Rows source = Rows.of(table);
    Rows target = Rows.of(out);
    long bytes = table.size(1) * table.data().getElementSize();
    Address from = new Address();
    Address to = new Address();
    long place = 0;
    for (int[] some : rows) {
      for (int row : some) {
        Pointer.memcpy(to.at(target.address(place++)), from.at(source.address(row)), bytes);
      }
    }
    Reference.reachabilityFence(table);
    Reference.reachabilityFence(out);
  }

  @Override
  public void rotary(INDArray x, int heads, int firstPosition, float base) {
    if (x.dataType() == DataType.FLOAT) {
      Rotary.apply(x, heads, firstPosition, base);
      return;
    }
    try (Scope scratch = scope()) {
      INDArray floats = arena.create(DataType.FLOAT, x.shape());
      copy(x, floats);
      Rotary.apply(floats, heads, firstPosition, base);
      copy(floats, x);
    }
  }

  @Override
  public void add(INDArray x, INDArray y) {
    Shapes.require(
        x.length() % y.length() == 0 && x.size(-1) == y.size(-1),
        "Addend",
        "the end of x's shape",
        y);
    INDArray dense = y.rank() == 0 || Rows.of(y).isDense() ? y : y.dup('c');
    copies.add(Rows.of(x), Rows.of(dense));
    Reference.reachabilityFence(x);
    Reference.reachabilityFence(dense);
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    if (from.length() != to.length() || from.size(-1) != to.size(-1)) {
      Shapes.require(false, "Target of a copy", Arrays.toString(from.shape()), to);
    }
    copies.copy(Rows.of(from), Rows.of(to));
    Reference.reachabilityFence(from);
    Reference.reachabilityFence(to);
  }
}
