package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Branches;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.ShapeException;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tokens attend to each other: {@code x += Wo softmax(scale q k^T + bias) v} with {@code q, k, v =
 * Wqkv norm(x)}.
 *
 * <pre>
 * B batch   L tokens   D width   H heads   d head width
 *   x          [B, L, D]
 *   q; k; v    [B, L, 3 H d]   one product
 *   q, k       normalised over the whole H d, or turned by their position, where the model does so
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention is all you need, equation 1</a>
 */
public final class SelfAttention {
  private final TensorOps ops;
  private final LayerNorm norm;
  private final PackedLinear toQueryKeyValue;
  private final PackedLinear toOut;
  private final AttentionSpec spec;
  private final Positions positions;

  /**
   * What happens to queries and keys before they meet.
   *
   * @param queryNorm over the whole H d, or null
   * @param keyNorm over the whole H d, or null
   * @param rotaryBase base of the rotary embedding, 0 for none
   */
  public record Positions(LayerNorm queryNorm, LayerNorm keyNorm, float rotaryBase) {
    public static final Positions NONE = new Positions(null, null, 0);

    public static Positions rotary(float base) {
      return new Positions(null, null, base);
    }

    public static Positions normalised(LayerNorm queryNorm, LayerNorm keyNorm) {
      return new Positions(queryNorm, keyNorm, 0);
    }
  }

  /**
   * @param toQueryKeyValue D to 3 H d: all queries, all keys, all values
   * @throws ShapeException if the widths of the layers do not meet
   */
  public SelfAttention(
      TensorOps ops,
      LayerNorm norm,
      PackedLinear toQueryKeyValue,
      PackedLinear toOut,
      AttentionSpec spec,
      Positions positions) {
    Shapes.requireWidth(norm.weight(), toQueryKeyValue.inputs(), "Norm of a self-attention layer");
    if (toQueryKeyValue.outputs() != 3 * toOut.inputs() || toOut.outputs() != norm.width()) {
      throw new ShapeException(
          "Self-attention must lead from %d over 3 x %d back to %d, but leads over %d to %d."
              .formatted(
                  norm.width(),
                  toOut.inputs(),
                  norm.width(),
                  toQueryKeyValue.outputs(),
                  toOut.outputs()));
    }
    this.ops = ops;
    this.norm = norm;
    this.toQueryKeyValue = toQueryKeyValue;
    this.toOut = toOut;
    this.spec = spec;
    this.positions = positions;
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    return toQueryKeyValue.bytes() + toOut.bytes();
  }

  /** Type of the projected keys and values. */
  public DataType keyValueType() {
    return toOut.inputType();
  }

  /** Width of the projected keys and values, H d. */
  public int keyValueWidth() {
    return toOut.inputs();
  }

  /**
   * In place, on whole sequences.
   *
   * @param x [B, L, D], FLOAT
   * @param spans which tokens attend to which
   */
  public void addTo(INDArray x, List<Span> spans) {
    try (Scope scratch = ops.scope()) {
      Projected projected = project(x, new Places(0, 1));
      attend(x, projected.queries(), projected.keys(), projected.values(), spans);
    }
  }

  /**
   * In place, on tokens that follow {@code past}, which they are appended to.
   *
   * @param x [B, n, D], FLOAT
   * @param spans which new tokens attend to which of all tokens
   */
  public void addTo(INDArray x, KeyValues past, List<Span> spans) {
    try (Scope scratch = ops.scope()) {
      Projected projected = project(x, Places.after(past, spans));
      past.append(projected.keys(), projected.values());
      attend(x, projected.queries(), past.keys(), past.values(), spans);
    }
  }

  /**
   * Where new tokens stand in their texts.
   *
   * @param step from a token to the next; 0 where each belongs to another branch
   */
  private record Places(int first, int step) {
    static Places after(KeyValues past, List<Span> spans) {
      Branches branches = spans.get(0).branches();
      return branches == null ? new Places(past.length(), 1) : new Places(branches.lastPlace(), 0);
    }
  }

  private record Projected(INDArray queries, INDArray keys, INDArray values) {}

  private Projected project(INDArray x, Places places) {
    Shapes.require(
        x.rank() == 3 && x.size(2) == norm.width(),
        "Input of a self-attention layer",
        "[B, L, " + norm.width() + "]",
        x);
    long inner = toOut.inputs();
    INDArray normalised = ops.layerNorm(x, norm, toQueryKeyValue.inputType());
    INDArray all =
        ops.linear(normalised, toQueryKeyValue, Epilogue.NONE.as(keyValueType())); // [B, L, 3 H d]
    INDArray queries = Views.columns(all, 0, inner);
    INDArray keys = Views.columns(all, inner, 2 * inner);
    place(queries, positions.queryNorm(), places);
    place(keys, positions.keyNorm(), places);
    return new Projected(queries, keys, Views.columns(all, 2 * inner, 3 * inner));
  }

  private void place(INDArray x, LayerNorm ownNorm, Places places) {
    if (ownNorm != null) {
      ops.layerNorm(x, ownNorm, x);
    }
    if (positions.rotaryBase() > 0) {
      turn(x, places);
    }
  }

  private void turn(INDArray x, Places places) {
    if (places.step() == 1) {
      ops.rotary(x, spec.heads(), places.first(), positions.rotaryBase());
      return;
    }
    for (int row = 0; row < x.size(1); row++) {
      ops.rotary(Views.rows(x, row, row + 1), spec.heads(), places.first(), positions.rotaryBase());
    }
  }

  private void attend(INDArray x, INDArray q, INDArray k, INDArray v, List<Span> spans) {
    INDArray attended = ops.attention(q, k, v, spec, spans); // [B, L, H d]
    ops.linear(attended, toOut, Epilogue.residual(x), x);
  }
}
