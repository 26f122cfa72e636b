package flamingo.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parts of a batch of sequences, [B, L, D], on the same memory. They are made from strides, because
 * ND4J's {@code get} takes an offset beyond a view's own length for an empty array.
 */
public final class Views {
  private static final int SAMPLE = 0;
  private static final int ROW = 1;
  private static final int COLUMN = 2;

  private Views() {}

  /** One sample as a batch of one, [1, L, D]. */
  public static INDArray sample(INDArray x, long index) {
    return part(x, SAMPLE, index, index + 1);
  }

  /** Positions {@code from} to {@code to - 1}, [B, to - from, D]. */
  public static INDArray rows(INDArray x, long from, long to) {
    return part(x, ROW, from, to);
  }

  /** Features {@code from} to {@code to - 1}, [B, L, to - from]. */
  public static INDArray columns(INDArray x, long from, long to) {
    return part(x, COLUMN, from, to);
  }

  /** Every {@code step}-th position of one sample, the last one among them, [1, n, D]. */
  public static INDArray everyRow(INDArray x, long sample, long from, long to, int step) {
    long count = (to - from - 1) / step + 1;
    long first = to - 1 - (count - 1) * step;
    long offset = x.offset() + sample * x.stride(0) + first * x.stride(1);
    long[] strides = {count * step * x.stride(1), step * x.stride(1), x.stride(2)};
    long[] shape = {1, count, x.size(2)};
    return Nd4j.create(x.data(), shape, strides, offset, 'c', x.dataType());
  }

  /** Positions {@code from} to {@code to - 1} of one sample, each as its own: [to - from, 1, D]. */
  public static INDArray rowsAsSamples(INDArray x, long sample, long from, long to) {
    long offset = x.offset() + sample * x.stride(0) + from * x.stride(1);
    long[] strides = {x.stride(1), x.stride(1), x.stride(2)};
    long[] shape = {to - from, 1, x.size(2)};
    return Nd4j.create(x.data(), shape, strides, offset, 'c', x.dataType());
  }

  private static INDArray part(INDArray x, int dimension, long from, long to) {
    if (from < 0 || to <= from || to > x.size(dimension)) {
      throw new IllegalArgumentException(
          "There is no part %d to %d of a dimension of %d.".formatted(from, to, x.size(dimension)));
    }
    long[] shape = x.shape().clone();
    shape[dimension] = to - from;
    long offset = x.offset() + from * x.stride(dimension);
    return Nd4j.create(x.data(), shape, x.stride().clone(), offset, 'c', x.dataType());
  }
}
