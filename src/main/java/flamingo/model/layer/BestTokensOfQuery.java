package flamingo.model.layer;

import flamingo.tensor.Floats;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads k visual tokens of each image that a token of the text sees, chosen anew for each token:
 * those that it attends to most, all heads together. Every token then has keys and values of its
 * own, so that no two share a product.
 *
 * <pre>
 * n tokens of the text   k visual tokens   H heads   d head width
 *   q          [n, 1, H d]
 *   gathered   [n, k, 2 H d]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1912.11637">Explicit sparse transformer</a>
 */
final class BestTokensOfQuery implements MediaReader {
  /** Tokens of the text whose keys and values are in memory together. */
  private static final int TOGETHER = 64;

  private final TensorOps ops;
  private final int count;
  private final AttentionMass mass;

  BestTokensOfQuery(TensorOps ops, int count, AttentionMass mass) {
    this.ops = ops;
    this.count = count;
    this.mass = mass;
  }

  @Override
  public INDArray read(
      CrossAttention block, INDArray q, Media media, MediaLayout layout, boolean gathered) {
    MediaKeyValue all = media.keyValue(block);
    MediaSpans spans = layout.spans(block.media(), all.tokens(), true);
    INDArray out = block.attend(q, all, new MediaSpans(List.of(), spans.uniform()));
    for (Span span : spans.placed()) {
      for (int from = span.queryFrom(); from < span.queryTo(); from += TOGETHER) {
        int to = Math.min(from + TOGETHER, span.queryTo());
        Span part = new Span(span.sample(), from, to, span.keyFrom(), span.keyTo());
        try (Scope scratch = ops.scope()) {
          read(block, q, all, part, out);
        }
      }
    }
    return out;
  }

  private void read(
      CrossAttention block, INDArray q, MediaKeyValue media, Span part, INDArray out) {
    INDArray packed = media.packed();
    int[][] rows = best(block, q, media, part);
    INDArray own = // [n, k, 2 H d]
        ops.create(packed.dataType(), rows.length, rows[0].length, packed.size(2));
    ops.gather(packed.reshape('c', packed.size(0) * packed.size(1), packed.size(2)), rows, own);
    MediaKeyValue gathered = new MediaKeyValue(own, rows[0].length);
    INDArray attended =
        ops.attention(
            eachRow(q, part),
            gathered.keys(),
            gathered.values(),
            block.scaled(),
            Span.whole(rows.length, 1, rows[0].length));
    ops.copy(attended, eachRow(out, part));
  }

  /** The rows of all samples' keys that each query of a part takes. */
  private int[][] best(CrossAttention block, INDArray q, MediaKeyValue media, Span part) {
    int keys = part.keys();
    int wanted = Math.min(keys, count * (keys / media.tokens()));
    int first = part.sample() * (int) media.packed().size(1) + part.keyFrom();
    int heads = block.scaled().heads();
    float[] shares; // [H, n, keys]
    try (Scope scratch = ops.scope()) {
      shares = Floats.of(ops.attentionWeights(q, media.keys(), block.scaled(), part));
    }
    int[][] rows = new int[part.queries()][];
    for (int query = 0; query < rows.length; query++) {
      double[] sums = new double[keys];
      for (int head = 0; head < heads; head++) {
        int at = (head * rows.length + query) * keys;
        for (int key = 0; key < keys; key++) {
          sums[key] += shares[at + key];
        }
      }
      int[] best = TopTokens.of(sums, wanted);
      mass.add(TopTokens.sum(sums, best), heads);
      rows[query] = IntStream.of(best).map(key -> first + key).toArray();
    }
    return rows;
  }

  /** The queries of a part, each as a sample of its own: [n, 1, H d]. */
  private static INDArray eachRow(INDArray x, Span part) {
    return Views.rowsAsSamples(x, part.sample(), part.queryFrom(), part.queryTo());
  }
}
