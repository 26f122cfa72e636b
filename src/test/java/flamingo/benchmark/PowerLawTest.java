package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static final List<Double> SIZES = List.of(16.0, 32.0, 64.0, 128.0, 256.0);

  @Test
  void anExactLawIsFoundAndIsCertain() {
    List<Double> times = SIZES.stream().map(x -> 0.3 * Math.pow(x, 1.75)).toList();
    Interval exponent = PowerLaw.fit(SIZES, times).exponent();
    assertThat(exponent.value()).isCloseTo(1.75, within(1e-9));
    assertThat(exponent.high() - exponent.low()).isLessThan(1e-6);
  }

  /** Slope and interval of these points by hand: t(2) = 4.303, residuals 0.1 and -0.1 in turn. */
  @Test
  void theIntervalIsStudents() {
    List<Double> x = DoubleStream.of(-1.5, -0.5, 0.5, 1.5).map(Math::exp).boxed().toList();
    List<Double> y =
        List.of(Math.exp(-3 + 0.1), Math.exp(-1 - 0.1), Math.exp(1 - 0.1), Math.exp(3 + 0.1));
    Interval exponent = PowerLaw.fit(x, y).exponent();
    assertThat(exponent.value()).isCloseTo(2, within(1e-9));
    double half = 4.303 * Math.sqrt(0.04 / 2 / 5);
    assertThat(exponent.high() - exponent.value()).isCloseTo(half, within(1e-3));
  }

  @Test
  void theIntervalHoldsTheTruthNineteenTimesInTwenty() {
    Random random = new Random(5);
    int held = 0;
    for (int i = 0; i < 1000; i++) {
      List<Double> times =
          SIZES.stream().map(x -> Math.pow(x, 2) * Math.exp(0.1 * random.nextGaussian())).toList();
      if (!PowerLaw.fit(SIZES, times).exponent().excludes(2)) {
        held++;
      }
    }
    assertThat(held).isBetween(930, 970);
  }

  @Test
  void twoSizesOrATimeOfNothingAreRefused() {
    assertThatThrownBy(() -> PowerLaw.fit(List.of(1.0, 2.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 different sizes");
    assertThatThrownBy(() -> PowerLaw.fit(List.of(1.0, 2.0, 3.0), List.of(1.0, 0.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }
}
