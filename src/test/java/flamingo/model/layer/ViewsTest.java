package flamingo.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ViewsTest {
  private final INDArray x = Nd4j.arange(3 * 4 * 5).castTo(DataType.FLOAT).reshape(3, 4, 5);

  @Test
  void everyPartOfAPartHoldsItsOwnNumbers() {
    for (long sample = 0; sample < 3; sample++) {
      for (long row = 0; row < 4; row++) {
        for (long column = 0; column < 5; column++) {
          INDArray ofSample = Views.sample(x, sample);
          INDArray ofRow = Views.rows(ofSample, row, row + 1);
          INDArray one = Views.columns(ofRow, column, column + 1);
          assertThat(one.shape()).containsExactly(1, 1, 1);
          assertThat(one.getDouble(0, 0, 0)).isEqualTo(sample * 20 + row * 5 + column);
          assertThat(one.dup('c').getDouble(0)).isEqualTo(sample * 20 + row * 5 + column);
        }
      }
    }
  }

  @Test
  void writingToAPartWritesToTheWhole() {
    Views.rows(Views.columns(x, 1, 3), 2, 4).assign(-1);

    assertThat(x.getDouble(2, 3, 2)).isEqualTo(-1);
    assertThat(x.getDouble(2, 3, 3)).isEqualTo(58);
    assertThat(x.getDouble(2, 1, 2)).isEqualTo(47);
  }

  @Test
  void aPartOutsideIsRefused() {
    assertThatThrownBy(() -> Views.rows(x, 3, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Views.rows(x, 2, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
