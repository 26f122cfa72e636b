package flamingo.tensor;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How queries meet keys within a {@link Span}: {@code softmax(scale * Q K^T + bias) V}, head by
 * head.
 *
 * @param heads number of heads H; the width of queries and keys is H x head width
 * @param scale factor of the scores; 0 gives the plain mean of the values
 * @param causal whether a query sees only keys up to its own place, queries and keys being aligned
 *     at the end of the span
 * @param alibiSlopes one slope a head, of the linear bias {@code slope * (key - last key)}; null
 *     for none
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention is all you need</a>
 * @see <a href="https://arxiv.org/abs/2108.12409">ALiBi</a>
 */
public record AttentionSpec(int heads, float scale, boolean causal, float[] alibiSlopes) {

  /**
   * @throws IllegalArgumentException if there is no head, or not one slope a head
   */
  public AttentionSpec {
    if (heads < 1 || (alibiSlopes != null && alibiSlopes.length != heads)) {
      throw new IllegalArgumentException(
          "Attention needs at least one head, and one slope a head.");
    }
  }

  public static AttentionSpec full(int heads, float scale) {
    return new AttentionSpec(heads, scale, false, null);
  }

  public static AttentionSpec causal(int heads, float scale) {
    return new AttentionSpec(heads, scale, true, null);
  }

  public static AttentionSpec causalAlibi(int heads, float scale, float[] slopes) {
    return new AttentionSpec(heads, scale, true, slopes);
  }

  /**
   * Checks that arrays and spans meet: everything that an engine relies on.
   *
   * @throws ShapeException naming what does not
   */
  public void check(INDArray q, INDArray k, INDArray v, List<Span> spans) {
    Shapes.require(q.rank() == 3, "Queries", "[B, Lq, H d]", q);
    Shapes.require(
        k.rank() == 3 && k.size(0) == q.size(0) && k.size(2) == q.size(2),
        "Keys",
        "[" + q.size(0) + ", Lk, " + q.size(2) + "] like the queries",
        k);
    Shapes.require(v.equalShapes(k), "Values", "the keys' shape", v);
    Shapes.require(q.size(2) % heads == 0, "Queries", "a width divisible by " + heads, q);
    for (Span span : spans) {
      if (!fits(span, q, k)) {
        refuse(span, q, k);
      }
    }
  }

  private boolean fits(Span span, INDArray q, INDArray k) {
    boolean inside =
        span.sample() < q.size(0) && span.queryTo() <= q.size(1) && span.keyTo() <= k.size(1);
    return inside && (!causal || (span.keys() >= span.queries() && !span.isMasked()));
  }

  private void refuse(Span span, INDArray q, INDArray k) {
    Shapes.require(
        span.sample() < q.size(0) && span.queryTo() <= q.size(1),
        "Queries",
        "as long as " + span,
        q);
    Shapes.require(span.keyTo() <= k.size(1), "Keys", "as long as " + span, k);
    Shapes.require(span.keys() >= span.queries(), "Keys", "no fewer than queries in " + span, k);
    Shapes.require(!span.isMasked(), "Keys", "all seen in causal " + span, k);
  }
}
