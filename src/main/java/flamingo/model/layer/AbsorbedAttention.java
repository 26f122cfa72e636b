package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The same attention without keys and values: {@code q (Wk z)^T = (q Wk) z^T} and {@code p (Wv z) =
 * (p z) Wv^T}, so that the weights meet the few queries instead of the many keys. Every head then
 * attends with queries as wide as z, which all heads share.
 *
 * <pre>
 * B images   R queries   M keys   D width   H heads   d head width
 *   q               [B, R, H d]
 *   z               [B, M, D]
 *   q Wk            [B, R, H D]   head by head; as [B, R H, D], queries of one wide head
 *   p z             [B, R H, D]
 *   (p z) Wv^T      [B, R, H d]   head by head
 * </pre>
 *
 * <p>Its weights are laid out when it is first used.
 */
final class AbsorbedAttention {
  /** A product that saves less than this is not worth its many small calls. */
  private static final double LEAST_GAIN = 1.1;

  /**
   * How much faster a layer of whole numbers is than attention, which is never of whole numbers.
   */
  private static final double INT8_ADVANTAGE = 4;

  private final TensorOps ops;
  private final int width;
  private final int heads;
  private final int headWidth;
  private final Weights weights;
  private final Precision precision;
  private final AttentionSpec spec;
  private final WideQueries wideQueries;
  private final List<PackedLinear> fromWideValue = new ArrayList<>();

  /**
   * @param weights {@code to_kv}
   */
  AbsorbedAttention(int width, int heads, int headWidth, Weights weights, Packer packer) {
    this.ops = packer.ops();
    this.width = width;
    this.heads = heads;
    this.headWidth = headWidth;
    this.weights = weights;
    this.precision = packer.precision();
    this.spec = AttentionSpec.full(1, (float) (1 / Math.sqrt(headWidth)));
    this.wideQueries = new WideQueries(width, heads, headWidth, weights, packer);
  }

  /**
   * Whether it takes less work than projecting keys and values.
   *
   * @param queries R
   * @param features visual features; the queries' own rows are keys, too
   */
  boolean pays(int queries, int features) {
    long keys = features + (long) queries;
    long inner = (long) heads * headWidth;
    double layer = precision == Precision.INT8 ? 1 / INT8_ADVANTAGE : 1; // of an operation
    double projected = layer * 2 * keys * width * inner + 2.0 * queries * keys * inner;
    double absorbed = layer * 2 * queries * inner * width + 2.0 * heads * queries * keys * width;
    return projected > LEAST_GAIN * absorbed;
  }

  long weightBytes() {
    return wideQueries.weightBytes() + fromWideValue.stream().mapToLong(PackedLinear::bytes).sum();
  }

  INDArray attend(INDArray q, INDArray z) {
    layOut();
    long batch = q.size(0);
    long queries = q.size(1);
    Epilogue same = Epilogue.NONE.as(q.dataType());
    INDArray attended = // [B, R H, D]
        ops.attention(
            wideQueries.of(q, q.dataType()),
            z,
            z,
            spec,
            Span.whole((int) batch, (int) queries * heads, (int) z.size(1)));
    INDArray wideValues = attended.reshape('c', batch, queries, (long) heads * width);
    INDArray out = ops.create(q.dataType(), batch, queries, (long) heads * headWidth);
    for (int head = 0; head < heads; head++) {
      ops.linear(
          WideQueries.ofHead(wideValues, head, width),
          fromWideValue.get(head),
          same,
          WideQueries.ofHead(out, head, headWidth));
    }
    return out;
  }

  private void layOut() {
    if (!fromWideValue.isEmpty()) {
      return;
    }
    int inner = heads * headWidth;
    INDArray keysValues =
        weights.get("to_kv.weight", 2 * inner, width).reshape(1, 2 * inner, width);
    for (int head = 0; head < heads; head++) {
      INDArray value = rows(keysValues, inner + head * headWidth); // [d, D]
      fromWideValue.add(ops.pack(value, null, precision));
    }
  }

  private INDArray rows(INDArray keysValues, int from) {
    return Views.rows(keysValues, from, from + headWidth).dup('c').reshape(headWidth, width);
  }
}
