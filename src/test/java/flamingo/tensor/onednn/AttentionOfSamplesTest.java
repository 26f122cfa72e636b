package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Samples that one product takes together, in whatever places their rows lie. */
class AttentionOfSamplesTest {
  private static final int TRIALS = 150;
  private final TensorOps fast = new OneDnnOps();
  private final TensorOps reference = new Nd4jOps();

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "BFLOAT16"})
  void equalsTheReferenceForAnyShape(DataType type) {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < TRIALS; trial++) {
      Shape shape = Shape.random(random);
      boolean padded = random.nextBoolean();
      List<Span> spans = new ArrayList<>();
      for (int sample = 0; sample < shape.samples; sample++) {
        int from = padded ? random.nextInt(shape.keys - shape.queries + 1) : 0;
        spans.add(new Span(sample, 0, shape.queries, from, shape.keys));
      }
      AttentionSpec spec =
          new AttentionSpec(
              shape.heads,
              0.4f,
              random.nextBoolean(),
              random.nextBoolean() ? slopes(shape.heads) : null);
      check(type, shape, spec, spans);
    }
  }

  /** Such rows oneDNN takes for another layout. */
  @Test
  void samplesAreRightHoweverFarTheyLieApart() {
    for (int samples = 2; samples < 7; samples++) {
      for (int room = 2; room < 8; room++) {
        Shape shape = new Shape(samples, 3, 8, 1, 2, room, 3, 1);
        check(DataType.FLOAT, shape, AttentionSpec.full(3, 0.4f), Span.whole(samples, 1, 2));
      }
    }
  }

  /**
   * @param room rows that there is memory for, of which the first are keys
   * @param packed how many projections lie side by side in a row of queries
   * @param packedKeys the same for keys and values
   */
  private record Shape(
      int samples,
      int heads,
      int width,
      int queries,
      int keys,
      int room,
      int packed,
      int packedKeys) {
    static Shape random(SplittableRandom random) {
      int queries = random.nextBoolean() ? 1 : random.nextInt(1, 7);
      int keys = queries + random.nextInt(20);
      return new Shape(
          random.nextInt(1, 8),
          random.nextInt(1, 9),
          4 * random.nextInt(1, 9),
          queries,
          keys,
          keys + random.nextInt(8),
          random.nextInt(1, 4),
          random.nextInt(1, 3));
    }

    INDArray rows(DataType type, int all, int used, int side) {
      long row = (long) heads * width;
      return Nd4j.randn(DataType.FLOAT, samples, all, side * row)
          .castTo(type)
          .get(all(), interval(0, used), interval((side - 1) * row, side * row));
    }
  }

  private void check(DataType type, Shape shape, AttentionSpec spec, List<Span> spans) {
    INDArray q = shape.rows(type, shape.queries, shape.queries, shape.packed);
    INDArray k = shape.rows(type, shape.room, shape.keys, shape.packedKeys);
    INDArray v = shape.rows(type, shape.room, shape.keys, shape.packedKeys);
    INDArray expected = reference.attention(q, k, v, spec, spans).castTo(DataType.FLOAT);
    INDArray actual = fast.attention(q, k, v, spec, spans).castTo(DataType.FLOAT);
    double error =
        actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
    assertThat(error)
        .as("%s %s %s", shape, spec, spans)
        .isLessThan(type == DataType.FLOAT ? 1e-5 : 2e-2);
  }

  private static float[] slopes(int heads) {
    float[] slopes = new float[heads];
    for (int head = 0; head < heads; head++) {
      slopes[head] = (float) Math.pow(2, -head - 1);
    }
    return slopes;
  }
}
