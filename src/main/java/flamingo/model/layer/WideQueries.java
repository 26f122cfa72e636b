package flamingo.model.layer;

import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Queries that meet what keys are projected from in the place of the keys: {@code q (Wk z)^T = (q
 * Wk) z^T}, head by head. Their weights are laid out when they are first used.
 *
 * <pre>
 * B batch   R queries   D width of z   H heads   d head width
 *   q      [B, R, H d]
 *   q Wk   [B, R H, D]   queries of one wide head
 * </pre>
 */
final class WideQueries {
  private final TensorOps ops;
  private final int width;
  private final int heads;
  private final int headWidth;
  private final Weights weights;
  private final Precision precision;
  private final List<PackedLinear> toWide = new ArrayList<>();

  /**
   * @param weights {@code to_kv}
   */
  WideQueries(int width, int heads, int headWidth, Weights weights, Packer packer) {
    this.ops = packer.ops();
    this.width = width;
    this.heads = heads;
    this.headWidth = headWidth;
    this.weights = weights;
    this.precision = packer.precision();
  }

  long weightBytes() {
    return toWide.stream().mapToLong(PackedLinear::bytes).sum();
  }

  /**
   * @param q [B, R, H d]
   * @param type of the result
   * @return [B, R H, D]
   */
  INDArray of(INDArray q, DataType type) {
    layOut();
    INDArray wide = ops.create(type, q.size(0), q.size(1), (long) heads * width); // [B, R, H D]
    for (int head = 0; head < heads; head++) {
      ops.linear(
          ofHead(q, head, headWidth),
          toWide.get(head),
          Epilogue.NONE.as(type),
          ofHead(wide, head, width));
    }
    return wide.reshape('c', q.size(0), q.size(1) * heads, width);
  }

  /** The columns of a head, each of which is {@code width} wide. */
  static INDArray ofHead(INDArray x, int head, int width) {
    return Views.columns(x, (long) head * width, (head + 1L) * width);
  }

  private void layOut() {
    if (!toWide.isEmpty()) {
      return;
    }
    int inner = heads * headWidth;
    INDArray keysValues =
        weights.get("to_kv.weight", 2 * inner, width).reshape(1, 2 * inner, width);
    for (int head = 0; head < heads; head++) {
      int from = head * headWidth;
      INDArray key = // [d, D]
          Views.rows(keysValues, from, from + headWidth).dup('c').reshape(headWidth, width);
      toWide.add(ops.pack(key.transpose().dup('c'), null, precision));
    }
  }
}
