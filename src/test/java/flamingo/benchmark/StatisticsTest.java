package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void quantilesInterpolateAsNumpyDoes() {
    List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);
    assertThat(Statistics.median(values)).isEqualTo(2.5);
    assertThat(Statistics.quantile(values, 0.9)).isCloseTo(3.7, within(1e-12));
    assertThat(Statistics.quantile(values, 0)).isEqualTo(1);
    assertThat(Statistics.quantile(values, 1)).isEqualTo(4);
    assertThatThrownBy(() -> Statistics.median(List.of())).hasMessageContaining("no values");
  }

  @Test
  void theIntervalHoldsTheTrueMedianAboutAsOftenAsItClaims() {
    Random random = new Random(5);
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      List<Double> values = DoubleStream.generate(random::nextGaussian).limit(40).boxed().toList();
      Interval interval = Statistics.medianInterval(values);
      if (!interval.excludes(0)) {
        held++;
      }
    }
    assertThat(held / 200.0).isBetween(0.88, 1.0);
  }

  @Test
  void whatAGroupHasInCommonCountsAsUncertainty() {
    Random random = new Random(8);
    List<List<Double>> groups = new ArrayList<>();
    for (double offset : new double[] {-1, 0, 1}) {
      groups.add(
          DoubleStream.generate(() -> offset + 0.01 * random.nextGaussian())
              .limit(20)
              .boxed()
              .toList());
    }
    Interval together = Statistics.medianOfGroups(groups);
    Interval apart = Statistics.medianInterval(groups.get(1));
    assertThat(together.value()).isCloseTo(0, within(0.02));
    assertThat(together.high() - together.low()).isGreaterThan(1.5);
    assertThat(apart.high() - apart.low()).isLessThan(0.05);
  }

  @Test
  void alikeVariantsDifferNoMoreOftenThanTheIntervalAllows() {
    Random random = new Random(9);
    int claimed = 0;
    for (int trial = 0; trial < 200; trial++) {
      List<Double> a =
          DoubleStream.generate(() -> 10 + random.nextGaussian()).limit(30).boxed().toList();
      List<Double> b =
          DoubleStream.generate(() -> 10 + random.nextGaussian()).limit(30).boxed().toList();
      claimed += new PairedTimes(a, b, true).speedup().excludes(1) ? 1 : 0;
    }
    assertThat(claimed).isBetween(1, 24);
  }

  @Test
  void aDifferenceIsClaimedOnlyWhereTheIntervalLeavesOutOne() {
    List<Double> noisy = new ArrayList<>();
    List<Double> half = new ArrayList<>();
    Random random = new Random(6);
    for (int i = 0; i < 30; i++) {
      noisy.add(10 + random.nextDouble());
      half.add(5 + random.nextDouble());
    }
    List<Double> shuffled = new ArrayList<>(noisy);
    java.util.Collections.shuffle(shuffled, random);

    assertThat(new PairedTimes(noisy, shuffled, true).verdict())
        .isEqualTo("no significant difference");
    assertThat(new PairedTimes(noisy, half, true).verdict()).isEqualTo("faster");
    assertThat(new PairedTimes(half, noisy, true).verdict()).isEqualTo("slower");
    assertThat(new PairedTimes(noisy, half, true).speedup().value()).isCloseTo(1.9, within(0.15));
  }
}
