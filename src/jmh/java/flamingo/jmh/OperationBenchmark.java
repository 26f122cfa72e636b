package flamingo.jmh;

import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.tensor.engine.OpenMp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single operations of the fast engine, from a row, as in decoding, to many, as in encoding.
 *
 * <pre>
 * L rows   D = 1024   8 heads of 64
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OperationBenchmark {
  private static final int WIDTH = 1024;
  private static final int HEADS = 8;
  private static final int INNER = 512;

  @Param({"1", "64", "576"})
  public int rows;

  @Param({"2"})
  public int threads;

  @Param({"FP32", "BF16", "INT8"})
  public Precision precision;

  private TensorOps ops;
  private PackedLinear linear;
  private LayerNorm norm;
  private INDArray x;
  private INDArray y;
  private INDArray wide;
  private INDArray queries;

  @Setup
  public void open() {
    OpenMp.configure();
    ops = Engines.fastest(threads).ops();
    linear = ops.pack(Nd4j.rand(DataType.FLOAT, WIDTH * 4, WIDTH).subi(0.5), null, precision);
    norm = new LayerNorm(Nd4j.ones(DataType.FLOAT, WIDTH), null, 1e-5f);
    x = Nd4j.rand(DataType.FLOAT, 1, rows, WIDTH).castTo(linear.inputType());
    y = Nd4j.create(DataType.FLOAT, 1, rows, WIDTH);
    wide = Nd4j.create(DataType.FLOAT, 1, rows, WIDTH * 4);
    queries = Nd4j.rand(DataType.FLOAT, 1, rows, INNER);
  }

  /** {@code gelu(x W^T)}, 1024 to 4096. */
  @Benchmark
  public INDArray linear() {
    ops.linear(x, linear, Epilogue.activation(Activation.GELU), wide);
    return wide;
  }

  /** Layer normalisation of rows of 1024. */
  @Benchmark
  public INDArray layerNorm() {
    ops.layerNorm(x, norm, y);
    return y;
  }

  /** Every row attends to every row. */
  @Benchmark
  public long attention() {
    try (var scratch = ops.scope()) {
      AttentionSpec spec = AttentionSpec.full(HEADS, 0.125f);
      return ops.attention(queries, queries, queries, spec, List.of(new Span(0, 0, rows, 0, rows)))
          .length();
    }
  }
}
