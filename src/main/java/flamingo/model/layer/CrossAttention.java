package flamingo.model.layer;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.Shapes;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Text attends to visual tokens: {@code softmax(q k^T / sqrt(d)) v} with {@code q = Wq norm(x)} and
 * {@code k, v = Wkv media}. The visual tokens are not normalised again.
 *
 * <pre>
 * B batch   L text   D width   T images   R visual tokens an image   Dv their width   H heads   d head width
 *   x        [B, L, D]
 *   media    [B, T, R, Dv]
 *   q        [B, L, H d]
 *   k; v     [B, T R, 2 H d]
 * </pre>
 *
 * Text that sees no image adds nothing. Images a token does not see are left out of the product;
 * {@link ExactSaving#GATHERED_IMAGES} says so, and without it they are masked.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.2 and figure 4</a>
 */
public final class CrossAttention {
  private static final int MEDIA_RANK = 4;

  /** With less, work only moves from encoding images to reading them. */
  private static final double LEAST_GAIN = 3;

  private final TensorOps ops;
  private final CrossAttentionConfig config;
  private final LayerNorm norm;
  private final PackedLinear toQuery;
  private final PackedLinear toKeyValue;
  private final PackedLinear toOut;
  private final AttentionSpec scaled;
  private final AttentionSpec uniform;
  private final WideQueries wideQueries;
  private final AttentionSpec wide;

  /**
   * @param weights {@code norm}, {@code to_q}, {@code to_kv}, {@code to_out}
   */
  public CrossAttention(CrossAttentionConfig config, Weights weights, Packer packer) {
    int inner = config.heads() * config.headWidth();
    this.ops = packer.ops();
    this.config = config;
    this.norm = packer.norm(weights, "norm", config.width());
    this.toQuery = packer.linear(weights, "to_q", inner, config.width());
    this.toKeyValue = packer.linear(weights, "to_kv", 2 * inner, config.mediaWidth());
    this.toOut = packer.linear(weights, "to_out", config.width(), inner);
    this.scaled = AttentionSpec.full(config.heads(), (float) (1 / Math.sqrt(config.headWidth())));
    this.uniform = AttentionSpec.full(config.heads(), 0);
    this.wideQueries =
        new WideQueries(config.mediaWidth(), config.heads(), config.headWidth(), weights, packer);
    this.wide = AttentionSpec.full(1, scaled.scale());
  }

  /**
   * Keys and values of the visual tokens; they do not depend on the text.
   *
   * @param media [B, T, R, Dv]
   */
  public MediaKeyValue project(INDArray media) {
    Shapes.require(
        media.rank() == MEDIA_RANK && media.size(-1) == config.mediaWidth(),
        "Visual tokens",
        "[B, T, R, " + config.mediaWidth() + "]",
        media);
    long rows = media.size(1) * media.size(2);
    INDArray out = ops.create(keyValueType(), media.size(0), rows, toKeyValue.outputs());
    project(media.reshape('c', media.size(0), rows, config.mediaWidth()), out);
    return new MediaKeyValue(out, (int) media.size(2));
  }

  /**
   * The same into an array that the caller keeps.
   *
   * @param tokens visual tokens, [n, R, Dv]
   * @param out keys and values side by side, [n, R, 2 H d], of {@link #keyValueType()}
   */
  public void project(INDArray tokens, INDArray out) {
    ops.linear(tokens, toKeyValue, Epilogue.NONE.as(keyValueType()), out);
  }

  /** Width of keys and values side by side, 2 H d. */
  public int keyValueWidth() {
    return toKeyValue.outputs();
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    return toQuery.bytes() + toKeyValue.bytes() + toOut.bytes() + wideQueries.weightBytes();
  }

  /** Type of the projected keys and values. */
  public DataType keyValueType() {
    return toOut.inputType();
  }

  /**
   * What attention would add to the text, before any gate.
   *
   * @param x [B, L, D]
   * @return [B, L, D]
   */
  public INDArray forward(INDArray x, Media media, MediaLayout layout) {
    return forward(x, media, layout, MediaReader.all());
  }

  /** The same, reading what {@code reader} reads of the images. */
  INDArray forward(INDArray x, Media media, MediaLayout layout, MediaReader reader) {
    requireText(x);
    INDArray out = ops.create(DataType.FLOAT, x.shape());
    try (Scope scratch = ops.scope()) {
      INDArray attended = reader.read(this, toQueries(x), media, layout, true);
      ops.linear(attended, toOut, Epilogue.NONE, out);
    }
    return out;
  }

  /**
   * {@code x += gate * attention(x, media)}, in place.
   *
   * @param x [B, L, D], FLOAT
   * @param savings those that may be used
   * @param reader what is read of the images
   */
  public void addTo(
      INDArray x,
      Media media,
      MediaLayout layout,
      float gate,
      Set<ExactSaving> savings,
      MediaReader reader) {
    requireText(x);
    if (layout.isBlind(config.attention())) {
      return;
    }
    boolean gathered = savings.contains(ExactSaving.GATHERED_IMAGES);
    try (Scope scratch = ops.scope()) {
      INDArray attended = reader.read(this, toQueries(x), media, layout, gathered);
      GatedSum.add(ops, attended, toOut, x, gate, savings);
    }
  }

  /** Which images a token sees. */
  MediaAttention media() {
    return config.attention();
  }

  /** How queries meet keys. */
  AttentionSpec scaled() {
    return scaled;
  }

  /**
   * Whether it takes less work to score visual tokens without keys and to project some of them than
   * to project all.
   *
   * @param queries that score
   * @param tokens visual tokens of an image
   * @param kept of them
   */
  public boolean choosesBeforeProjecting(int queries, int tokens, int kept) {
    double scored = (double) queries * (tokens + config.headWidth());
    double projected = 2.0 * config.headWidth() * kept;
    return 2.0 * config.headWidth() * tokens > LEAST_GAIN * (scored + projected);
  }

  /**
   * The shares that each head of some queries would give to visual tokens, without keys.
   *
   * @param q [1, n, H d]
   * @param tokens [1, rows, Dv], FLOAT
   * @param from first row that is seen
   * @param to after the last
   * @return [1, n H, to - from], FLOAT
   */
  INDArray shares(INDArray q, INDArray tokens, int from, int to) {
    INDArray queries = wideQueries.of(q, DataType.FLOAT);
    Span seen = new Span(0, 0, (int) queries.size(1), from, to);
    return ops.attentionWeights(queries, tokens, wide, seen);
  }

  /**
   * Attention as the spans say; 0 for text of no span.
   *
   * @param q [B, L, H d]
   * @return [B, L, H d]
   */
  INDArray attend(INDArray q, MediaKeyValue media, MediaSpans spans) {
    INDArray keys = media.keys();
    INDArray values = media.values();
    INDArray attended = ops.attention(q, keys, values, scaled, spans.placed());
    if (!spans.uniform().isEmpty()) {
      INDArray means = ops.attention(q, keys, values, uniform, spans.uniform());
      spans.uniform().forEach(span -> ops.copy(queries(means, span), queries(attended, span)));
    }
    return attended;
  }

  /** [B, L, D] to [B, L, H d]. */
  private INDArray toQueries(INDArray x) {
    INDArray normalised = ops.layerNorm(x, norm, toQuery.inputType());
    return ops.linear(normalised, toQuery, Epilogue.NONE.as(keyValueType()));
  }

  private static INDArray queries(INDArray x, Span span) {
    INDArray ofSample = Views.sample(x, span.sample());
    return Views.rows(ofSample, span.queryFrom(), span.queryTo());
  }

  private void requireText(INDArray x) {
    Shapes.require(
        x.rank() == 3 && x.size(2) == config.width(),
        "Text of a cross-attention block",
        "[B, L, " + config.width() + "]",
        x);
  }
}
