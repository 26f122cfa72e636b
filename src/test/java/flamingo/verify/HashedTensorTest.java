package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class HashedTensorTest {
  @Test
  void theFirstValuesAreThoseOfTheFormulasDefinition() {
    INDArray x = new HashedTensor("1/input.main.x", new long[] {2, 4}, 0.25, 1.5).values();

    assertThat(x.shape()).containsExactly(2, 4);
    assertThat(x.ravel().toFloatVector())
        .containsExactly(
            -0.872521818f,
            -0.755497038f,
            0.677584529f,
            -0.337820053f,
            -0.845853686f,
            1.49328434f,
            0.662742436f,
            -0.675846696f);
  }
}
