package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BreakEvenTest {
  /** At a = 0.5, two proposals bring 1 + 0.5 + 0.25 tokens a pass. */
  @Test
  void speculationPaysFromTheRateThatBringsWhatItCosts() {
    assertThat(BreakEven.acceptance(2, 1.75)).isCloseTo(0.5, within(1e-9));
    assertThat(BreakEven.acceptance(8, 0.9)).isCloseTo(0, within(1e-9));
    assertThat(BreakEven.acceptance(4, 5)).isCloseTo(1, within(1e-9));
    assertThat(BreakEven.acceptance(4, 5.01)).isNull();
  }
}
