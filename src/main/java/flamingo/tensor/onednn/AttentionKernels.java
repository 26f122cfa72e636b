package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention without copies: heads are strided views of the rows, as many spans at a time as leave
 * the scores in the cache. Causal spans go block by block of queries, each with no more keys than
 * its last query sees.
 *
 * <pre>
 * S samples   H heads   q queries of a block   k keys that they see   d head width
 *   scores   [S, H, q, k]   softmax(scale Q K^T + bias), FLOAT; then of the values' type
 *   out      [S, H, q, d]
 * </pre>
 */
final class AttentionKernels {
  /** Queries of a causal block: small enough that little is computed beyond the diagonal. */
  private static final int CAUSAL_BLOCK = 64;

  /** Heads of rows that lie apart by strides, in elements. */
  private record Strides(long sample, long row) {
    static Strides of(INDArray x) {
      return new Strides(x.stride(0), x.stride(1));
    }
  }

  /** One product; {@code kind} keeps their keys apart. */
  private record Key(
      Step kind,
      DataType type,
      int samples,
      int heads,
      long rows,
      long columns,
      long inner,
      Strides first,
      Strides second,
      float scale,
      boolean biased) {}

  /** The softmax of rows that lie one after the other. */
  private record SoftmaxKey(DataType type, long rows, long columns) {}

  private enum Step {
    SCORES,
    VALUES
  }

  private final Library library;
  private final KernelCache kernels;
  private final Arena arena;
  private final AttentionBias biases = new AttentionBias();

  AttentionKernels(Library library, KernelCache kernels, Arena arena) {
    this.library = library;
    this.kernels = kernels;
    this.arena = arena;
  }

  void run(INDArray q, INDArray k, INDArray v, AttentionSpec spec, List<Span> spans, INDArray out) {
    if (spans.isEmpty()) {
      return;
    }
    for (SpanGroup group : SpanGroup.of(spans, spec)) {
      together(q, k, v, spec, group, out);
    }
  }

  private void together(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, SpanGroup group, INDArray out) {
    int samples = group.samples();
    if (samples == 1 || isUnderstood(group, q, k, v, out)) {
      attend(q, k, v, spec, group, out);
    } else {
      together(q, k, v, spec, group.samples(0, samples - 1), out);
      together(q, k, v, spec, group.samples(samples - 1, samples), out);
    }
  }

  /**
   * oneDNN 3.11 and 3.13 mistake rows for another layout, and compute something else without a
   * word, where samples lie as far apart as one row of each of them is long, and where there is but
   * one key.
   */
  private static boolean isUnderstood(SpanGroup group, INDArray... arrays) {
    long mistaken = group.samples() * arrays[0].size(2);
    return group.first().keys() > 1
        && Arrays.stream(arrays).noneMatch(array -> array.stride(0) == mistaken);
  }

  private void attend(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, SpanGroup group, INDArray out) {
    Span span = group.first();
    if (!spec.causal() || span.branches() != null || !group.isUniform() || span.isMasked()) {
      attend(q, k, v, spec, group, 0, out);
      return;
    }
    for (int from = span.queryFrom(); from < span.queryTo(); from += CAUSAL_BLOCK) {
      int to = Math.min(from + CAUSAL_BLOCK, span.queryTo());
      int unseen = span.queryTo() - to;
      attend(q, k, v, spec, group.part(from, to, span.keyTo() - unseen), unseen, out);
    }
  }

  /**
   * @param unseen keys after the part's last one, which none of its queries sees
   */
  private void attend(
      INDArray q,
      INDArray k,
      INDArray v,
      AttentionSpec spec,
      SpanGroup part,
      int unseen,
      INDArray out) {
    DataType type = q.dataType();
    Span first = part.first();
    int samples = part.samples();
    long[] scoresShape = {(long) samples * spec.heads(), first.queries(), first.keys()};
    try (var scratch = arena.open()) {
      INDArray scores = arena.create(DataType.FLOAT, scoresShape);
      INDArray weights = type == DataType.FLOAT ? scores : arena.create(type, scoresShape);
      weigh(q, k, spec, part, unseen, scores, weights);
      long width = q.size(2) / spec.heads();
      Key key =
          new Key(
              Step.VALUES,
              type,
              samples,
              spec.heads(),
              first.queries(),
              width,
              first.keys(),
              Strides.of(v),
              Strides.of(out),
              0,
              false);
      kernels
          .get(key, () -> values(key))
          .run(
              Address.of(weights),
              row(v, first.sample(), first.keyFrom()),
              row(out, first.sample(), first.queryFrom()));
    }
  }

  /**
   * The softmax of the scores.
   *
   * @param scores [S H, q, k], FLOAT, is overwritten
   * @param weights [S H, q, k]; may be {@code scores}
   */
  void weigh(
      INDArray q,
      INDArray k,
      AttentionSpec spec,
      SpanGroup part,
      int unseen,
      INDArray scores,
      INDArray weights) {
    Span first = part.first();
    long bias = biases.address(spec, part, unseen);
    Key product =
        new Key(
            Step.SCORES,
            q.dataType(),
            part.samples(),
            spec.heads(),
            first.queries(),
            first.keys(),
            q.size(2) / spec.heads(),
            Strides.of(q),
            Strides.of(k),
            spec.scale(),
            bias != 0);
    kernels
        .get(product, () -> scores(product))
        .run(
            row(q, first.sample(), first.queryFrom()),
            row(k, first.sample(), first.keyFrom()),
            Address.of(scores),
            bias);
    SoftmaxKey softmax =
        new SoftmaxKey(weights.dataType(), scores.size(0) * first.queries(), first.keys());
    kernels.get(softmax, () -> softmax(softmax)).run(Address.of(scores), Address.of(weights));
  }

  private static long row(INDArray x, long sample, long row) {
    long offset = sample * x.stride(0) + row * x.stride(1);
    return Address.of(x) + offset * x.data().getElementSize();
  }

  private Kernel scores(Key key) {
    memory.desc q = heads(key, key.rows, key.inner, key.first);
    memory.desc k =
        Library.describe(
            key.type,
            shape(key, key.inner, key.columns),
            strides(key, key.second.sample, key.inner, 1, key.second.row));
    memory.desc scores = dense(DataType.FLOAT, key, key.rows, key.columns);
    post_ops steps = new post_ops();
    if (key.scale != 1) {
      steps.append_eltwise(dnnl.algorithm.eltwise_linear, key.scale, 0);
    }
    if (key.biased) {
      steps.append_binary(dnnl.algorithm.binary_add, scores);
    }
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(steps);
    matmul.primitive_desc description =
        new matmul.primitive_desc(library.cpu(), q, k, scores, attributes, false);
    int bias = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * steps.len() | dnnl.DNNL_ARG_SRC_1;
    return new Kernel(
        library,
        new matmul(description),
        description.impl_info_str().getString(),
        new int[] {
          dnnl.DNNL_ARG_SRC,
          dnnl.DNNL_ARG_WEIGHTS,
          dnnl.DNNL_ARG_DST,
          key.biased ? bias : dnnl.DNNL_ARG_SCRATCHPAD
        },
        q,
        k,
        scores,
        key.biased ? scores : new memory.desc());
  }

  private Kernel softmax(SoftmaxKey key) {
    long[] shape = {key.rows, key.columns};
    long[] strides = {key.columns, 1};
    memory.desc scores = Library.describe(DataType.FLOAT, shape, strides);
    memory.desc weights = Library.describe(key.type, shape, strides);
    softmax_forward.primitive_desc description =
        new softmax_forward.primitive_desc(
            library.cpu(),
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.softmax_accurate,
            scores,
            weights,
            1);
    return new Kernel(
        library,
        new softmax_forward(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST},
        scores,
        weights);
  }

  private Kernel values(Key key) {
    memory.desc weights = dense(key.type, key, key.rows, key.inner);
    memory.desc v = heads(key, key.inner, key.columns, key.first);
    memory.desc out = heads(key, key.rows, key.columns, key.second);
    matmul.primitive_desc description = new matmul.primitive_desc(library.cpu(), weights, v, out);
    return new Kernel(
        library,
        new matmul(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST},
        weights,
        v,
        out);
  }

  private static memory.desc heads(Key key, long rows, long width, Strides apart) {
    return Library.describe(
        key.type, shape(key, rows, width), strides(key, apart.sample, width, apart.row, 1));
  }

  private static memory.desc dense(DataType type, Key key, long rows, long columns) {
    long head = rows * columns;
    return Library.describe(
        type, shape(key, rows, columns), strides(key, key.heads * head, head, columns, 1));
  }

  /** [S, H, rows, columns]; a single sample goes without S. */
  private static long[] shape(Key key, long rows, long columns) {
    return key.samples == 1
        ? new long[] {key.heads, rows, columns}
        : new long[] {key.samples, key.heads, rows, columns};
  }

  private static long[] strides(Key key, long sample, long head, long row, long column) {
    return key.samples == 1
        ? new long[] {head, row, column}
        : new long[] {sample, head, row, column};
  }
}
