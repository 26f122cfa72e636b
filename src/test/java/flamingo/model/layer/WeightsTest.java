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
}
