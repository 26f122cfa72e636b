package flamingo.tensor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ShapeDescriptionsTest {
  private static final int SHAPES = 1500;

  @Test
  void isWhatNd4jUses() {
    assertThat(Nd4j.getShapeInfoProvider()).isInstanceOf(ShapeDescriptions.class);
  }

  /** ND4J's own provider would make those after the first thousand anew. */
  @Test
  void equalShapesShareOneDescription() {
    try (INDArray all = Nd4j.createUninitialized(DataType.FLOAT, 1, SHAPES, 3)) {
      for (int rows = 1; rows <= SHAPES; rows++) {
        assertThat(part(all, rows).shapeInfoDataBuffer())
            .isSameAs(part(all, rows).shapeInfoDataBuffer());
      }
    }
  }

  @Test
  void shapesStridesAndTypesAreKeptApart() {
    try (INDArray floats = Nd4j.rand(DataType.FLOAT, 1, 8, 6);
        INDArray halves = floats.castTo(DataType.BFLOAT16)) {
      assertThat(part(floats, 4).sumNumber().doubleValue())
          .isEqualTo(
              floats
                  .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4))
                  .dup('c')
                  .sumNumber()
                  .doubleValue());
      assertThat(part(halves, 4).dataType()).isEqualTo(DataType.BFLOAT16);
      assertThat(floats.permute(0, 2, 1).stride()).containsExactly(48, 1, 6);
      assertThat(Nd4j.empty(DataType.FLOAT).isEmpty()).isTrue();
      assertThat(Nd4j.scalar(1f).isEmpty()).isFalse();
    }
  }

  private static INDArray part(INDArray x, long rows) {
    long[] shape = {1, rows, x.size(2)};
    return Nd4j.create(x.data(), shape, x.stride().clone(), 0, 'c', x.dataType());
  }
}
