package flamingo.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jOpsTest {
  private final Nd4jOps ops = new Nd4jOps();

  @Test
  void causalAttentionWithOneHeadFollowsTheFormula() {
    INDArray q = Nd4j.createFromArray(new float[][][] {{{1}, {2}}});
    INDArray v = Nd4j.createFromArray(new float[][][] {{{10}, {20}}});

    INDArray out =
        ops.attention(q, q, v, AttentionSpec.causal(1, 1), List.of(new Span(0, 0, 2, 0, 2)));

    double second = (10 * Math.exp(2) + 20 * Math.exp(4)) / (Math.exp(2) + Math.exp(4));
    assertThat(out.getDouble(0, 0, 0)).isCloseTo(10, within(1e-6));
    assertThat(out.getDouble(0, 1, 0)).isCloseTo(second, within(1e-5));
  }

  @Test
  void attentionOverColumnsOfALargerArrayEqualsAttentionOverTheirCopies() {
    INDArray kv = Nd4j.rand(DataType.FLOAT, 3, 4, 8);
    INDArray q = Nd4j.rand(DataType.FLOAT, 3, 2, 4);
    INDArray k = kv.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 4));
    INDArray v = kv.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(4, 8));
    AttentionSpec spec = AttentionSpec.full(2, 0.5f);

    assertThat(ops.attention(q, k, v, spec, Span.whole(3, 2, 4)))
        .isEqualTo(ops.attention(q, k.dup('c'), v.dup('c'), spec, Span.whole(3, 2, 4)));
  }
}
