package flamingo.benchmark.profile;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.KernelVerdict;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An engine that notes what every operation of another one costs. */
final class ProfilingOps implements TensorOps {
  private final TensorOps engine;
  private final Map<String, OperationCost> costs = new LinkedHashMap<>();

  ProfilingOps(TensorOps engine) {
    this.engine = engine;
  }

  /** Costs since the last {@link #reset}, in the order in which operations first ran. */
  List<OperationCost> costs() {
    return List.copyOf(costs.values());
  }

  void reset() {
    costs.clear();
  }

  private void note(String operation, String kernel, long startNanos, long flops, long bytes) {
    long nanos = System.nanoTime() - startNanos;
    costs.merge(
        operation + kernel,
        new OperationCost(operation, kernel, 1, nanos, flops, bytes),
        (before, now) -> before.plus(nanos, flops, bytes));
  }

  private static long bytes(INDArray... arrays) {
    long bytes = 0;
    for (INDArray array : arrays) {
      bytes += array == null ? 0 : array.length() * array.dataType().width();
    }
    return bytes;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public List<KernelVerdict> verdicts() {
    return engine.verdicts();
  }

  @Override
  public Scope scope() {
    return engine.scope();
  }

  @Override
  public long scratchBytes() {
    return engine.scratchBytes();
  }

  @Override
  public void freeScratch() {
    engine.freeScratch();
  }

  @Override
  public INDArray create(DataType type, long... shape) {
    return engine.create(type, shape);
  }

  @Override
  public PackedLinear pack(INDArray weight, INDArray bias, Precision precision) {
    return engine.pack(weight, bias, precision);
  }

  @Override
  public void linear(INDArray x, PackedLinear weights, Epilogue epilogue, INDArray out) {
    long start = System.nanoTime();
    engine.linear(x, weights, epilogue, out);
    long rows = x.length() / weights.inputs();
    note(
        "linear %d x %d to %d".formatted(rows, weights.inputs(), weights.outputs()),
        weights.kernel(),
        start,
        2 * rows * weights.inputs() * weights.outputs(),
        bytes(x, epilogue.residual(), out) + weights.bytes());
  }

  @Override
  public void layerNorm(INDArray x, LayerNorm norm, INDArray out) {
    long start = System.nanoTime();
    engine.layerNorm(x, norm, out);
    note("layer norm %d wide".formatted(norm.width()), "", start, 0, bytes(x, out));
  }

  @Override
  public INDArray attention(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, List<Span> spans) {
    long start = System.nanoTime();
    INDArray out = engine.attention(q, k, v, spec, spans);
    long pairs = 0;
    for (Span span : spans) {
      pairs += (long) span.queries() * span.keys();
    }
    note(
        "attention %d heads of %d".formatted(spec.heads(), q.size(2) / spec.heads()),
        "",
        start,
        2 * 2 * pairs * q.size(2),
        bytes(q, k, v, out));
    return out;
  }

  @Override
  public INDArray attentionWeights(INDArray q, INDArray k, AttentionSpec spec, Span span) {
    long start = System.nanoTime();
    INDArray out = engine.attentionWeights(q, k, spec, span);
    long pairs = (long) span.queries() * span.keys();
    note("attention weights", "", start, 2 * pairs * q.size(2), bytes(q, out));
    return out;
  }

  @Override
  public PackedConvolution packConvolution(
      INDArray filters, INDArray bias, int stride, int padding, Precision precision) {
    return engine.packConvolution(filters, bias, stride, padding, precision);
  }

  @Override
  public void convolution(INDArray x, PackedConvolution filters, Epilogue epilogue, INDArray out) {
    long start = System.nanoTime();
    engine.convolution(x, filters, epilogue, out);
    int size = filters.filterSize();
    note(
        "convolution %d x %d, %d to %d channels"
            .formatted(size, size, filters.inputs(), filters.outputs()),
        filters.kernel(),
        start,
        2 * out.length() * filters.inputs() * size * size,
        bytes(x, epilogue.residual(), out) + filters.bytes());
  }

  @Override
  public INDArray maxPool(INDArray x) {
    long start = System.nanoTime();
    INDArray out = engine.maxPool(x);
    note("max pooling", "", start, 0, bytes(x, out));
    return out;
  }

  @Override
  public void gather(INDArray table, int[][] rows, INDArray out) {
    long start = System.nanoTime();
    engine.gather(table, rows, out);
    note("gather", "", start, 0, 2 * bytes(out));
  }

  @Override
  public void rotary(INDArray x, int heads, int firstPosition, float base) {
    long start = System.nanoTime();
    engine.rotary(x, heads, firstPosition, base);
    note("rotary", "", start, 0, 2 * bytes(x));
  }

  @Override
  public void add(INDArray x, INDArray y) {
    long start = System.nanoTime();
    engine.add(x, y);
    note("add", "", start, 0, 2 * bytes(x) + bytes(y));
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    long start = System.nanoTime();
    engine.copy(from, to);
    note("copy", "", start, 0, bytes(from, to));
  }
}
