package flamingo.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.layer.WeightsException.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightsTest {
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNamed(float value) {
    INDArray tensor = Nd4j.rand(DataType.FLOAT, 7, 5);
    tensor.putScalar(3, 2, value);
    Weights weights = Weights.of(Map.of("block.to_q.weight", tensor));
    assertThatThrownBy(() -> weights.under("block").get("to_q.weight", 7, 5))
        .isInstanceOfSatisfying(
            WeightsException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FINITE))
        .hasMessageContaining("block.to_q.weight")
        .hasMessageContaining("[3, 2]");
  }

  @Test
  void largeNumbersAreNumbers() {
    INDArray tensor = Nd4j.valueArrayOf(new long[] {4}, Float.MAX_VALUE, DataType.FLOAT);
    assertThat(Weights.of(Map.of("x", tensor)).get("x", 4)).isEqualTo(tensor);
  }

  @Test
  void whatIsMadeForAUseIsFreedAndWhatIsStoredIsNot() {
    INDArray stored = Nd4j.rand(DataType.FLOAT, 2, 3);
    INDArray halved = Nd4j.rand(DataType.FLOAT, 2, 3).castTo(DataType.FLOAT16);
    Weights weights = Weights.of(Map.of("whole", stored, "half", halved));

    INDArray[] used = new INDArray[3];
    float sum = weights.use("whole", array -> (used[0] = array).sumNumber().floatValue(), 2, 3);
    assertThat(sum).isEqualTo(stored.sumNumber().floatValue());
    weights.use("half", array -> used[1] = array, 2, 3);
    RandomWeights.seeded(1).use("any.weight", array -> used[2] = array, 2, 3);

    assertThat(used[0]).isSameAs(stored);
    assertThat(stored.wasClosed()).isFalse();
    assertThat(halved.wasClosed()).isFalse();
    assertThat(used[1].wasClosed()).isTrue();
    assertThat(used[2].wasClosed()).isTrue();
  }
}
