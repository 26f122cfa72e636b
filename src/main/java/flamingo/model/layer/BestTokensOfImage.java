package flamingo.model.layer;

import flamingo.tensor.Floats;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads k visual tokens of each image. Each block chooses them once, when it first reads: those
 * that the text after the image attends to most. Their keys and values are copied out, and all
 * further text has these alone.
 *
 * <pre>
 * B batch   T images a row   R visual tokens an image   k of them   H heads   d head width
 *   dense    [B, T R, 2 H d]
 *   chosen   [B, T k, 2 H d]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2404.14469">SnapKV: the prompt's last queries choose</a>
 */
final class BestTokensOfImage implements MediaReader {
  /** Queries of an image's text that choose, evenly spread up to the last. */
  private static final int CHOOSING = 16;

  private final TensorOps ops;
  private final int count;
  private final AttentionMass mass;
  private final Map<CrossAttention, MediaKeyValue> chosen = new IdentityHashMap<>();

  BestTokensOfImage(TensorOps ops, int count, AttentionMass mass) {
    this.ops = ops;
    this.count = count;
    this.mass = mass;
  }

  /**
   * Whether a block chooses visual tokens before anything is projected from them, so that only
   * those that are read have keys and values at all.
   *
   * @param tokens visual tokens of an image
   * @param count of them that are read
   */
  static boolean choosesBeforeProjecting(CrossAttention block, int tokens, int count) {
    return block.choosesBeforeProjecting(CHOOSING, tokens, count);
  }

  @Override
  public INDArray read(
      CrossAttention block, INDArray q, Media media, MediaLayout layout, boolean gathered) {
    MediaKeyValue fewer = chosen.computeIfAbsent(block, first -> choose(first, q, media, layout));
    return block.attend(q, fewer, layout.spans(block.media(), fewer.tokens(), gathered));
  }

  @Override
  public void close() {
    chosen.values().forEach(media -> media.packed().close());
    chosen.clear();
  }

  /** The shares of some queries, [n H, keys of the span] in any order of rows. */
  private interface Scores {
    INDArray of(INDArray choosing, Span span);
  }

  private MediaKeyValue choose(CrossAttention block, INDArray q, Media media, MediaLayout layout) {
    return media instanceof MediaTokens whole
            && choosesBeforeProjecting(block, media.tokens(), count)
        ? chooseTokens(block, q, whole, layout)
        : chooseKeys(block, q, media.keyValue(block), layout);
  }

  private MediaKeyValue chooseKeys(
      CrossAttention block, INDArray q, MediaKeyValue media, MediaLayout layout) {
    INDArray packed = media.packed();
    int images = (int) packed.size(1) / media.tokens();
    int[][] rows =
        rows(
            q,
            layout,
            new int[] {(int) packed.size(0), images, media.tokens()},
            block.scaled().heads(),
            (choosing, span) ->
                ops.attentionWeights(
                    choosing,
                    Views.sample(media.keys(), span.sample()),
                    block.scaled(),
                    new Span(0, 0, (int) choosing.size(1), span.keyFrom(), span.keyTo())));
    INDArray out = Nd4j.createUninitialized(packed.dataType(), rows.length, count, packed.size(2));
    ops.gather(packed.reshape('c', packed.size(0) * packed.size(1), packed.size(2)), rows, out);
    return chosen(out, packed.size(0));
  }

  private MediaKeyValue chooseTokens(
      CrossAttention block, INDArray q, MediaTokens media, MediaLayout layout) {
    INDArray all = media.all();
    INDArray flat = media.flat();
    int ofSample = (int) (all.size(1) * all.size(2));
    int[][] rows =
        rows(
            q,
            layout,
            new int[] {(int) all.size(0), (int) all.size(1), media.tokens()},
            block.scaled().heads(),
            (choosing, span) -> {
              int first = span.sample() * ofSample;
              return block.shares(choosing, flat, first + span.keyFrom(), first + span.keyTo());
            });
    INDArray out =
        Nd4j.createUninitialized(block.keyValueType(), rows.length, count, block.keyValueWidth());
    try (Scope scratch = ops.scope()) {
      INDArray few = ops.create(DataType.FLOAT, rows.length, count, all.size(-1));
      ops.gather(flat.reshape('c', flat.size(1), flat.size(2)), rows, few);
      block.project(few, out);
    }
    return chosen(out, all.size(0));
  }

  private MediaKeyValue chosen(INDArray ofImages, long batch) {
    long each = ofImages.size(0) / batch * count;
    return new MediaKeyValue(ofImages.reshape('c', batch, each, ofImages.size(2)), count);
  }

  /**
   * The rows of all images' visual tokens that each image keeps.
   *
   * @param shape B, T and R
   */
  private int[][] rows(INDArray q, MediaLayout layout, int[] shape, int heads, Scores scores) {
    int images = shape[1];
    int tokens = shape[2];
    int[][] rows = new int[shape[0] * images][];
    for (int image = 0; image < rows.length; image++) {
      int first = image * tokens;
      rows[image] = IntStream.range(first, first + count).toArray(); // where nothing is asked of it
    }
    for (Span span : layout.spans(MediaAttention.IMMEDIATE, tokens, true).placed()) {
      int image = span.sample() * images + span.keyFrom() / tokens;
      int[] best = best(q, span, heads, scores);
      rows[image] = IntStream.of(best).map(token -> image * tokens + token).toArray();
    }
    return rows;
  }

  private int[] best(INDArray q, Span span, int heads, Scores scores) {
    int step = (span.queries() + CHOOSING - 1) / CHOOSING;
    double[] sums = new double[span.keys()];
    try (Scope scratch = ops.scope()) {
      INDArray choosing = Views.everyRow(q, span.sample(), span.queryFrom(), span.queryTo(), step);
      float[] shares = Floats.of(scores.of(choosing, span));
      for (int i = 0; i < shares.length; i++) {
        sums[i % sums.length] += shares[i];
      }
      int[] best = TopTokens.of(sums, count);
      mass.add(TopTokens.sum(sums, best), (double) choosing.size(1) * heads);
      return best;
    }
  }
}
