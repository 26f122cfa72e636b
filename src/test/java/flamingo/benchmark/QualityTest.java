package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On times that were made up, so that what is wrong with them is known. */
class QualityTest {
  private final Random random = new Random(3);

  /** Normal times with a spread of 1%. */
  private List<Double> times(double middle, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> middle * (1 + 0.01 * random.nextGaussian()))
        .toList();
  }

  @Test
  void thereIsNothingToSayOfGoodTimes() {
    PairedTimes good = new PairedTimes(times(10, 40), times(5, 40), true);

    assertThat(good.quality().flaws()).isEmpty();
    assertThat(good.quality().outliers()).isZero();
    assertThat(good.speedup().value()).isCloseTo(2, within(0.02));
  }

  @Test
  void thatTheyHadNotSettledIsSaid() {
    assertThat(new PairedTimes(times(10, 40), times(5, 40), false).quality().flaws())
        .containsExactly(Flaw.UNSTEADY);
  }

  @Test
  void outliersAreCountedAndTheMedianBearsThem() {
    List<Double> spoilt = new ArrayList<>(times(10, 40));
    for (int i = 0; i < 6; i++) {
      spoilt.set(3 + 6 * i, 200.0);
    }
    PairedTimes times = new PairedTimes(spoilt, times(5, 40), true);

    assertThat(times.quality().outliers()).isEqualTo(6);
    assertThat(times.quality().flaws()).containsExactly(Flaw.OUTLIERS);
    assertThat(times.speedup().value()).isCloseTo(2, within(0.03));
  }

  @Test
  void aMachineThatSlowsDownIsFlaggedThoughTheRatioHolds() {
    List<Double> baseline = new ArrayList<>();
    List<Double> variant = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double slower = 1 + 0.5 * i / 40;
      baseline.add(times(10, 1).get(0) * slower);
      variant.add(times(5, 1).get(0) * slower);
    }
    PairedTimes times = new PairedTimes(baseline, variant, true);

    assertThat(times.quality().drift()).isGreaterThan(1.2);
    assertThat(times.quality().flaws()).containsExactly(Flaw.SLOWING);
    assertThat(
            new PairedTimes(
                    variant.stream().sorted(Comparator.reverseOrder()).toList(), variant, true)
                .quality()
                .flaws())
        .contains(Flaw.QUICKENING);
    assertThat(times.speedup().value()).isCloseTo(2, within(0.03));
  }

  @Test
  void aNoisyMachineIsNamed() {
    List<Double> wild = IntStream.range(0, 12).mapToObj(i -> 5 + 30 * random.nextDouble()).toList();
    PairedTimes times = new PairedTimes(wild, times(5, 12), true);

    assertThat(times.quality().flaws()).contains(Flaw.NOISY);
  }
}
