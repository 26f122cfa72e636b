package flamingo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.report.Comparison.Difference;
import flamingo.ui.results.Rows;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static ResultRow row(String variant, double speedup, double spread, double accuracy) {
    return Rows.measured("tokens", "vqa-16", variant, variant, speedup, spread, accuracy);
  }

  @Test
  void speedIsTheRatioOfSpeedUpsWithItsInterval() {
    Comparison comparison = Comparison.of(row("a", 1.5, 0.1, 0.9), row("b", 3, 0.1, 0.9));
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.speed().value()).isCloseTo(2, within(1e-9));
    assertThat(comparison.speed().low()).isBetween(1.8, 1.95);
    assertThat(comparison.speed().high()).isBetween(2.05, 2.2);
    assertThat(comparison.speed().isSignificant(1)).isTrue();
  }

  @Test
  void aWideIntervalIsNoDifference() {
    Comparison comparison = Comparison.of(row("a", 1.5, 0.3, 0.9), row("b", 1.6, 0.3, 0.91));
    assertThat(comparison.speed().isSignificant(1)).isFalse();
    assertThat(comparison.points().value()).isCloseTo(1, within(1e-9));
    assertThat(comparison.points().isSignificant(0)).isFalse();
  }

  @Test
  void pointsHaveNewcombesInterval() {
    Comparison comparison = Comparison.of(row("a", 1, 0.1, 0.9), row("b", 1, 0.1, 0.8));
    assertThat(comparison.points().value()).isCloseTo(-10, within(1e-9));
    assertThat(comparison.points().low()).isCloseTo(-10 - Math.hypot(2, 2), within(1e-9));
    assertThat(comparison.points().isSignificant(0)).isTrue();
  }

  @Test
  void theBaselineIsOnceAsFastAsItself() {
    Comparison comparison = Comparison.of(Rows.row("", 40), Rows.row("tokens=32", 20));
    assertThat(comparison.speed().value()).isCloseTo(2, within(1e-9));
    assertThat(comparison.speed().low()).isCloseTo(1.9, within(1e-9));
    assertThat(comparison.points()).isNull();
  }

  @Test
  void whatWasNotMeasuredAlikeIsNotComparedInSpeed() {
    Comparison comparison = Comparison.of(Rows.row("tokens=32", 20), row("b", 3, 0.1, 0.9));
    assertThat(comparison.speed()).isNull();
    assertThat(comparison.different())
        .contains(new Difference("workload", "caption", "vqa-16"))
        .extracting(Difference::column)
        .doesNotContain("cpu");
  }
}
