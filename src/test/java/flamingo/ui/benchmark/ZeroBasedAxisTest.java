package flamingo.ui.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroBasedAxisTest {
  @ParameterizedTest
  @CsvSource({"40, 40, 10", "41, 50, 10", "1, 1, 0.2", "0.37, 0.4, 0.1", "1270, 1500, 500"})
  void endsAtARoundNumberAbove(double most, double top, double tick) {
    ZeroBasedAxis axis = ZeroBasedAxis.of(new double[] {most / 2, most});
    assertThat(axis.top()).isCloseTo(top, withPercentage(1e-6));
    assertThat(axis.tick()).isCloseTo(tick, withPercentage(1e-6));
    assertThat(axis.above()).isZero();
  }

  @Test
  void aFewRoundsThatWereHeldUpDoNotPressTheOthersFlat() {
    double[] millis =
        DoubleStream.concat(DoubleStream.of(1700, 900), DoubleStream.generate(() -> 40).limit(58))
            .toArray();
    ZeroBasedAxis axis = ZeroBasedAxis.of(millis);
    assertThat(axis.top()).isBetween(40.0, 100.0);
    assertThat(axis.above()).isEqualTo(2);
  }

  @Test
  void aFewValuesAreAllShown() {
    assertThat(ZeroBasedAxis.of(new double[] {40, 41, 900}).top()).isGreaterThanOrEqualTo(900);
  }

  @Test
  void fourOfFiveValuesAtLeastAreShown() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      double[] millis =
          random.doubles(1 + random.nextInt(240)).map(u -> Math.exp(12 * u - 6)).toArray();
      ZeroBasedAxis axis = ZeroBasedAxis.of(millis);
      long shown = Arrays.stream(millis).filter(value -> value <= axis.top()).count();
      assertThat(shown).isGreaterThanOrEqualTo(millis.length * 4L / 5);
      assertThat(axis.above()).isEqualTo((int) (millis.length - shown));
      assertThat(axis.top() / axis.tick()).isBetween(1.0, 6.0);
    }
  }
}
