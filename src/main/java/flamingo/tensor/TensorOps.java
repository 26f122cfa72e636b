package flamingo.tensor;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations that Flamingo is built of. Two engines can live side by side in one process;
 * {@code flamingo.tensor.nd4j} is the oracle of the others.
 *
 * <pre>
 * B batch   L positions   D width   H heads   d head width   V rows of a table
 * </pre>
 *
 * Arrays are FLOAT or BFLOAT16 in C order; any may be a view with an offset and with gaps between
 * its rows, but the elements of the last dimension lie side by side. An array that an operation
 * returns lives until the enclosing {@link Scope} closes, or as long as it is referenced where
 * there is none. An engine is used by one thread at a time.
 *
 * <p>Every operation throws {@link ShapeException} for shapes that do not meet.
 */
public interface TensorOps {
  /** Short name of the engine: {@code nd4j} or {@code onednn}. */
  String name();

  /** What came of checking the kernels that were asked for so far; empty where none need it. */
  default List<KernelVerdict> verdicts() {
    return List.of();
  }

  /** Opens a scope for scratch arrays. */
  Scope scope();

  /** Bytes of scratch memory that are kept for further scopes. */
  default long scratchBytes() {
    return 0;
  }

  /** Frees scratch memory that no scope uses; it grows again as it is needed. */
  default void freeScratch() {}

  /** A new array with undefined content, living in the current scope. */
  INDArray create(DataType type, long... shape);

  /**
   * Lays out weights for {@link #linear}.
   *
   * @param weight [outputs, inputs], FLOAT, as PyTorch stores it; not kept
   * @param bias [outputs], or null
   */
  PackedLinear pack(INDArray weight, INDArray bias, Precision precision);

  /**
   * {@code residual + scale * activation(x W^T + b)}.
   *
   * @param x [..., inputs]
   * @param out [..., outputs], of the epilogue's output type; may be the residual itself
   */
  void linear(INDArray x, PackedLinear weights, Epilogue epilogue, INDArray out);

  /** The same into a new array, [..., outputs]. */
  default INDArray linear(INDArray x, PackedLinear weights, Epilogue epilogue) {
    Shapes.requireWidth(x, weights.inputs(), "Input of a linear layer");
    long[] shape = x.shape().clone();
    shape[shape.length - 1] = weights.outputs();
    INDArray out = create(epilogue.output(), shape);
    linear(x, weights, epilogue, out);
    return out;
  }

  /**
   * Normalises over the last dimension.
   *
   * @param x [..., D], FLOAT or BFLOAT16
   * @param out [..., D], FLOAT or BFLOAT16; may be {@code x}
   */
  void layerNorm(INDArray x, LayerNorm norm, INDArray out);

  /** The same into a new array of the given type, [..., D]. */
  default INDArray layerNorm(INDArray x, LayerNorm norm, DataType type) {
    INDArray out = create(type, x.shape());
    layerNorm(x, norm, out);
    return out;
  }

  /**
   * Multi-head attention, span by span; rows of no span are 0. Heads lie side by side in a row.
   *
   * @param q [B, Lq, H d]
   * @param k [B, Lk, H d], of the type of q
   * @param v [B, Lk, H d], of the type of q
   * @return [B, Lq, H d], of the type of q
   */
  INDArray attention(INDArray q, INDArray k, INDArray v, AttentionSpec spec, List<Span> spans);

  /**
   * The shares {@code softmax(scale * Q K^T + bias)} that {@link #attention} weighs the values of
   * one span by.
   *
   * @param q [B, Lq, H d]
   * @param k [B, Lk, H d], of the type of q
   * @return [H, queries, keys], FLOAT; each row adds up to 1
   */
  INDArray attentionWeights(INDArray q, INDArray k, AttentionSpec spec, Span span);

  /**
   * Lays out filters for {@link #convolution}.
   *
   * @param filters [O, C, f, f], FLOAT, as PyTorch stores them; not kept
   * @param bias [O], or null
   * @param precision of which {@link Precision#ofConvolutions} is used
   */
  PackedConvolution packConvolution(
      INDArray filters, INDArray bias, int stride, int padding, Precision precision);

  /**
   * {@code residual + scale * activation(filters * x + b)}, channels last. FLOAT arrays may have
   * any strides.
   *
   * @param x [B, S, S', C]
   * @param out [B, s, s', O], of the epilogue's output type; not x
   */
  void convolution(INDArray x, PackedConvolution filters, Epilogue epilogue, INDArray out);

  /** The same into a new array. */
  default INDArray convolution(INDArray x, PackedConvolution filters, Epilogue epilogue) {
    Shapes.require(x.rank() == 4, "Input of a convolution", "[B, S, S, C]", x);
    INDArray out =
        create(
            epilogue.output(),
            x.size(0),
            filters.outputSize(x.size(1)),
            filters.outputSize(x.size(2)),
            filters.outputs());
    convolution(x, filters, epilogue, out);
    return out;
  }

  /**
   * The largest of each two by two places.
   *
   * @param x [B, S, S', C], dense, S and S' even
   * @return [B, S / 2, S' / 2, C], of the type of x
   */
  INDArray maxPool(INDArray x);

  /**
   * Rows of a table.
   *
   * @param table [V, D], FLOAT, FLOAT16 or BFLOAT16
   * @param ids [B][L], each in 0..V-1
   * @return [B, L, D], FLOAT
   */
  default INDArray embedding(INDArray table, int[][] ids) {
    INDArray out = create(DataType.FLOAT, ids.length, ids[0].length, table.size(1));
    if (table.dataType() == DataType.FLOAT) {
      gather(table, ids, out);
      return out;
    }
    try (INDArray rows = Nd4j.createUninitialized(table.dataType(), out.shape())) {
      gather(table, ids, rows);
      out.assign(rows);
    }
    return out;
  }

  /**
   * Copies rows of a table.
   *
   * @param table [V, D]
   * @param rows [B][L], each in 0..V-1
   * @param out [B, L, D], of the type of the table
   */
  void gather(INDArray table, int[][] rows, INDArray out);

  /**
   * Rotary position embedding over whole heads, in place: with the halves (a, b) of a head at
   * position p, {@code (a cos - b sin, b cos + a sin)} of the angles {@code p base^(-2i/d)}.
   *
   * @param x [B, L, H d]
   * @param firstPosition position of row 0; row l has firstPosition + l
   * @see <a href="https://arxiv.org/abs/2104.09864">RoFormer</a>
   */
  void rotary(INDArray x, int heads, int firstPosition, float base);

  /**
   * Adds in place, {@code x += y}.
   *
   * @param x [..., y's shape], FLOAT
   * @param y repeated over the leading dimensions of x, FLOAT
   */
  void add(INDArray x, INDArray y);

  /**
   * Copies element by element, converting the type.
   *
   * @param to of the shape of {@code from}
   */
  void copy(INDArray from, INDArray to);
}
