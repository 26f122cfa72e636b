package flamingo.benchmark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.benchmark.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  /** Reference values: statsmodels' proportion_confint(right, asked, method="wilson"). */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0, 0.27753",
    "10, 10, 0.72247, 1.0",
    "7, 10, 0.39678, 0.89221",
    "81, 263, 0.25529, 0.36621",
    "1, 1, 0.20655, 1.0"
  })
  void wilsonsIntervalIsTheTextbooks(int right, int asked, double low, double high) {
    Interval share = new Tally(right, asked).share();
    assertThat(share.value()).isEqualTo((double) right / asked);
    assertThat(share.low()).isEqualTo(low, within(2e-5));
    assertThat(share.high()).isEqualTo(high, within(2e-5));
  }

  @Test
  void nothingAskedHasNoShare() {
    assertThatThrownBy(Tally.NONE::share).hasMessageContaining("no requests");
  }
}
