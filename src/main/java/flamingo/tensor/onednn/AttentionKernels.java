package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
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
 * Attention without copies: heads are strided views of the rows, one span at a time, so that its
 * scores stay in the cache. Causal spans go block by block of queries, each with no more keys than
 * its last query sees.
 *
 * <pre>
 * H heads   q queries of a block   k keys that they see   d head width
 *   scores   [H, q, k]   softmax(scale Q K^T + bias), FLOAT; then of the values' type
 *   out      [H, q, d]
 * </pre>
 */
final class AttentionKernels {
  /** Queries of a causal block: small enough that little is computed beyond the diagonal. */
  private static final int CAUSAL_BLOCK = 64;

  /** One product or softmax; {@code kind} keeps their keys apart. */
  private record Key(
      Step kind,
      DataType type,
      int heads,
      long rows,
      long columns,
      long inner,
      long firstStride,
      long secondStride,
      float scale,
      boolean biased) {}

  private enum Step {
    SCORES,
    SOFTMAX,
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
    for (Span span : spans) {
      if (span.isMasked() || span.branches() != null) {
        attend(q, k, v, spec, span, 0, out);
        continue;
      }
      int block = spec.causal() ? CAUSAL_BLOCK : span.queries();
      for (int from = span.queryFrom(); from < span.queryTo(); from += block) {
        int to = Math.min(from + block, span.queryTo());
        int unseen = spec.causal() ? span.queryTo() - to : 0;
        int keyTo = span.keyTo() - unseen;
        Span part = new Span(span.sample(), from, to, span.keyFrom(), keyTo);
        attend(q, k, v, spec, part, unseen, out);
      }
    }
  }

  /**
   * @param unseen keys after the part's last one, which none of its queries sees
   */
  private void attend(
      INDArray q, INDArray k, INDArray v, AttentionSpec spec, Span part, int unseen, INDArray out) {
    DataType type = q.dataType();
    long[] scoresShape = {spec.heads(), part.queries(), part.keys()};
    try (var scratch = arena.open()) {
      INDArray scores = arena.create(DataType.FLOAT, scoresShape);
      INDArray weights = type == DataType.FLOAT ? scores : arena.create(type, scoresShape);
      weigh(q, k, spec, part, unseen, scores, weights);
      long width = q.size(2) / spec.heads();
      Key key =
          new Key(
              Step.VALUES,
              type,
              spec.heads(),
              part.queries(),
              width,
              part.keys(),
              v.stride(1),
              out.stride(1),
              0,
              false);
      kernels
          .get(key, () -> values(key))
          .run(
              Address.of(weights),
              row(v, part.sample(), part.keyFrom()),
              row(out, part.sample(), part.queryFrom()));
    }
  }

  /**
   * The softmax of the scores.
   *
   * @param scores [H, q, k], FLOAT, is overwritten
   * @param weights [H, q, k]; may be {@code scores}
   */
  void weigh(
      INDArray q,
      INDArray k,
      AttentionSpec spec,
      Span part,
      int unseen,
      INDArray scores,
      INDArray weights) {
    int heads = spec.heads();
    long bias = biases.address(spec, part, unseen);
    Key first =
        new Key(
            Step.SCORES,
            q.dataType(),
            heads,
            part.queries(),
            part.keys(),
            q.size(2) / heads,
            q.stride(1),
            k.stride(1),
            spec.scale(),
            bias != 0);
    kernels
        .get(first, () -> scores(first))
        .run(
            row(q, part.sample(), part.queryFrom()),
            row(k, part.sample(), part.keyFrom()),
            Address.of(scores),
            bias);
    Key second =
        new Key(
            Step.SOFTMAX,
            weights.dataType(),
            heads,
            part.queries(),
            part.keys(),
            0,
            0,
            0,
            0,
            false);
    kernels.get(second, () -> softmax(second)).run(Address.of(scores), Address.of(weights));
  }

  private static long row(INDArray x, long sample, long row) {
    long offset = sample * x.stride(0) + row * x.stride(1);
    return Address.of(x) + offset * x.data().getElementSize();
  }

  private Kernel scores(Key key) {
    memory.desc q = heads(key.type, key.heads, key.rows, key.inner, key.firstStride);
    memory.desc k =
        Library.describe(
            key.type,
            new long[] {key.heads, key.inner, key.columns},
            new long[] {key.inner, 1, key.secondStride});
    memory.desc scores = dense(DataType.FLOAT, key.heads, key.rows, key.columns);
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

  private Kernel softmax(Key key) {
    memory.desc scores = dense(DataType.FLOAT, key.heads, key.rows, key.columns);
    memory.desc weights = dense(key.type, key.heads, key.rows, key.columns);
    softmax_forward.primitive_desc description =
        new softmax_forward.primitive_desc(
            library.cpu(),
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.softmax_accurate,
            scores,
            weights,
            2);
    return new Kernel(
        library,
        new softmax_forward(description),
        description.impl_info_str().getString(),
        new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST},
        scores,
        weights);
  }

  private Kernel values(Key key) {
    memory.desc weights = dense(key.type, key.heads, key.rows, key.inner);
    memory.desc v = heads(key.type, key.heads, key.inner, key.columns, key.firstStride);
    memory.desc out = heads(key.type, key.heads, key.rows, key.columns, key.secondStride);
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

  private static memory.desc heads(
      DataType type, long heads, long rows, long width, long rowStride) {
    return Library.describe(
        type, new long[] {heads, rows, width}, new long[] {width, rowStride, 1});
  }

  private static memory.desc dense(DataType type, long heads, long rows, long columns) {
    return Library.describe(
        type, new long[] {heads, rows, columns}, new long[] {rows * columns, columns, 1});
  }
}
