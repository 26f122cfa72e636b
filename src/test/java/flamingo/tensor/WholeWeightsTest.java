package flamingo.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class WholeWeightsTest {
  /** More numbers than are rounded at once, and rows that fit no block. */
  @ParameterizedTest
  @CsvSource({
    "INT8, 300, 4096, 4096",
    "INT4_WEIGHTS, 300, 4096, 32",
    "INT8_WEIGHTS, 1, 1200000, 1200000",
    "INT4_WEIGHTS, 7, 33, 33",
    "INT8, 1, 1, 1"
  })
  void everyRunIsRoundedByItsOwnLargestNumber(
      Precision precision, int outputs, int inputs, int run) {
    INDArray weight = Nd4j.randn(DataType.FLOAT, outputs, inputs);
    weight.getRow(outputs - 1L).muli(9);
    weight.get(NDArrayIndex.point(0), NDArrayIndex.interval(0, run)).assign(0);

    WholeWeights rounded = WholeWeights.of(weight, precision);

    assertThat(rounded.run()).isEqualTo(run);
    assertThat(rounded.whole().dataType()).isEqualTo(DataType.INT8);
    float[] values = Floats.of(weight);
    float[] scales = Floats.of(rounded.scales());
    byte[] whole = rounded.whole().data().asBytes();
    float[] again = Floats.of(rounded.rounded());
    for (int first = 0; first < values.length; first += run) {
      float largest = 0;
      for (int i = first; i < first + run; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      float scale = largest == 0 ? 1 : largest / precision.limit();
      assertThat(scales[first / run]).isEqualTo(scale);
      for (int i = first; i < first + run; i++) {
        assertThat(whole[i]).isEqualTo((byte) Math.rint(values[i] / scale));
        assertThat(again[i]).isEqualTo(whole[i] * scale);
      }
    }
  }
}
