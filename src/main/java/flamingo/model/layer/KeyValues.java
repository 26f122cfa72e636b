package flamingo.model.layer;

import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keys and values of the tokens that one self-attention layer has seen. The arrays belong to no
 * scope; they grow by doubling and are freed by {@link #close()}.
 *
 * <pre>
 * B batch   C capacity   L tokens so far   D width
 *   keys, values   [B, C, D], the first L rows of each sample are in use
 * </pre>
 */
public final class KeyValues implements AutoCloseable {
  private final TensorOps ops;
  private INDArray keys;
  private INDArray values;
  private int length;

  public KeyValues(TensorOps ops, DataType type, int batch, int capacity, int width) {
    this.ops = ops;
    this.keys = Nd4j.create(type, batch, capacity, width);
    this.values = Nd4j.create(type, batch, capacity, width);
  }

  /** Tokens so far, L. */
  public int length() {
    return length;
  }

  /** Appends [B, n, D] each. */
  void append(INDArray moreKeys, INDArray moreValues) {
    int end = length + (int) moreKeys.size(1);
    if (end > keys.size(1)) {
      keys = grown(keys, end);
      values = grown(values, end);
    }
    ops.copy(moreKeys, Views.rows(keys, length, end));
    ops.copy(moreValues, Views.rows(values, length, end));
    length = end;
  }

  /** Forgets all but the first {@code count} tokens. */
  public void truncate(int count) {
    length = Math.min(length, count);
  }

  /** [B, L, D]. */
  INDArray keys() {
    return Views.rows(keys, 0, length);
  }

  /** [B, L, D]. */
  INDArray values() {
    return Views.rows(values, 0, length);
  }

  @Override
  public void close() {
    keys.close();
    values.close();
  }

  private INDArray grown(INDArray array, int needed) {
    long capacity = Math.max(needed, 2 * array.size(1));
    INDArray larger = Nd4j.create(array.dataType(), array.size(0), capacity, array.size(2));
    if (length > 0) {
      ops.copy(Views.rows(array, 0, length), Views.rows(larger, 0, length));
    }
    array.close();
    return larger;
  }
}
