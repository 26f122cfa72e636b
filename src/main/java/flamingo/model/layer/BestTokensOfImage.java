package flamingo.model.layer;

import flamingo.tensor.Floats;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;
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

  @Override
  public INDArray read(
      CrossAttention block, INDArray q, MediaKeyValue media, MediaLayout layout, boolean gathered) {
    MediaKeyValue fewer = chosen.computeIfAbsent(block, first -> choose(first, q, media, layout));
    return block.attend(q, fewer, layout.spans(block.media(), fewer.tokens(), gathered));
  }

  @Override
  public void close() {
    chosen.values().forEach(media -> media.packed().close());
    chosen.clear();
  }

  private MediaKeyValue choose(
      CrossAttention block, INDArray q, MediaKeyValue media, MediaLayout layout) {
    INDArray packed = media.packed();
    int tokens = media.tokens();
    int images = (int) packed.size(1) / tokens;
    int[][] rows = new int[(int) packed.size(0) * images][];
    for (int image = 0; image < rows.length; image++) {
      int first = image * tokens;
      rows[image] = IntStream.range(first, first + count).toArray(); // where nothing is asked of it
    }
    for (Span span : layout.spans(MediaAttention.IMMEDIATE, tokens, true).placed()) {
      int image = span.sample() * images + span.keyFrom() / tokens;
      int[] best = best(block, q, media.keys(), span);
      rows[image] = IntStream.of(best).map(token -> image * tokens + token).toArray();
    }
    INDArray out = Nd4j.createUninitialized(packed.dataType(), rows.length, count, packed.size(2));
    ops.gather(packed.reshape('c', (long) rows.length * tokens, packed.size(2)), rows, out);
    long each = (long) images * count;
    return new MediaKeyValue(out.reshape('c', packed.size(0), each, packed.size(2)), count);
  }

  private int[] best(CrossAttention block, INDArray q, INDArray keys, Span span) {
    int step = (span.queries() + CHOOSING - 1) / CHOOSING;
    INDArray choosing = Views.everyRow(q, span.sample(), span.queryFrom(), span.queryTo(), step);
    int queries = (int) choosing.size(1);
    Span seen = new Span(0, 0, queries, span.keyFrom(), span.keyTo());
    INDArray ofSample = Views.sample(keys, span.sample());
    float[] shares = Floats.of(ops.attentionWeights(choosing, ofSample, block.scaled(), seen));
    double[] sums = new double[span.keys()];
    for (int i = 0; i < shares.length; i++) {
      sums[i % sums.length] += shares[i];
    }
    int[] best = TopTokens.of(sums, count);
    mass.add(TopTokens.sum(sums, best), (double) queries * block.scaled().heads());
    return best;
  }
}
