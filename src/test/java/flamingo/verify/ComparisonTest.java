package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ComparisonTest {
  private static final INDArray REFERENCE = Nd4j.createFromArray(new float[][] {{3, 4}, {0, 0}});

  @Test
  void bothDistancesFollowTheirFormulas() {
    INDArray actual = Nd4j.createFromArray(new float[][] {{3, 5}, {2, 0}});

    Comparison distance = Comparison.of(actual, REFERENCE, null);

    assertThat(distance.maxAbs()).isEqualTo(2);
    assertThat(distance.relativeL2()).isCloseTo(Math.sqrt(5) / 5, within(1e-12));
  }

  @Test
  void valuesOutsideTheMaskAreNotCompared() {
    INDArray actual = Nd4j.createFromArray(new float[][] {{3, 4}, {Float.NaN, 7}});
    INDArray mask = Nd4j.createFromArray(1L, 0L);

    assertThat(Comparison.of(actual, REFERENCE, mask)).isEqualTo(new Comparison(0, 0));
  }

  @Test
  void notANumberIsNeverWithinATolerance() {
    INDArray actual = Nd4j.createFromArray(new float[][] {{Float.NaN, 4}, {0, 0}});

    assertThat(Comparison.of(actual, REFERENCE, null).within(new Tolerance(1e9, 1e9, null)))
        .isFalse();
  }

  @Test
  void anAllZeroReferenceIsMetByZerosOnly() {
    INDArray zeros = Nd4j.zeros(DataType.FLOAT, 2, 2);

    assertThat(Comparison.of(zeros, zeros, null).within(Tolerance.EXACT)).isTrue();
    assertThat(Comparison.of(zeros.add(1e-20), zeros, null).within(new Tolerance(1, 1, null)))
        .isFalse();
  }

  @Test
  void bothBoundsMustHold() {
    Comparison distance = new Comparison(0.1, 0.01);

    assertThat(distance.within(new Tolerance(0.1, 0.01, null))).isTrue();
    assertThat(distance.within(new Tolerance(0.09, 0.01, null))).isFalse();
    assertThat(distance.within(new Tolerance(0.1, 0.009, null))).isFalse();
  }

  @Test
  void otherShapesAndEmptyMasksAreRefused() {
    assertThatThrownBy(() -> Comparison.of(REFERENCE.reshape(4), REFERENCE, null))
        .hasMessageContaining("[4]")
        .hasMessageContaining("[2, 2]");
    assertThatThrownBy(() -> Comparison.of(REFERENCE, REFERENCE, Nd4j.createFromArray(0L, 0L)))
        .hasMessageContaining("nothing to compare");
  }
}
