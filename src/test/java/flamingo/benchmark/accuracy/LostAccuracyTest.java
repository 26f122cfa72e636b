package flamingo.benchmark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.benchmark.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LostAccuracyTest {
  /** Answers to 100 requests: 10 lost, 4 gained, 70 right and 16 wrong by both. */
  @Test
  void theIntervalIsAgrestisAndMins() {
    List<Boolean> before = new ArrayList<>();
    List<Boolean> after = new ArrayList<>();
    add(10, true, false, before, after);
    add(4, false, true, before, after);
    add(70, true, true, before, after);
    add(16, false, false, before, after);

    Interval lost = LostAccuracy.between(before, after);

    // (10.5 - 4.5) / 102 -+ 1.959964 sqrt((15 - 36 / 102) / 102^2)
    assertThat(lost.value()).isCloseTo(6, within(1e-9));
    assertThat(lost.low()).isCloseTo(100 * (0.0588235 - 0.0735335), within(1e-3));
    assertThat(lost.high()).isCloseTo(100 * (0.0588235 + 0.0735335), within(1e-3));
  }

  @Test
  void equalAnswersLoseNothingButAreNotCertain() {
    List<Boolean> same = Collections.nCopies(100, true);
    Interval lost = LostAccuracy.between(same, same);
    assertThat(lost.value()).isZero();
    assertThat(lost.excludes(0)).isFalse();
    assertThat(lost.high()).isBetween(0.5, 3.0);
  }

  @Test
  void itHoldsTheTrueLossAboutAsOftenAsItClaims() {
    Random random = new Random(4);
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      List<Boolean> before = new ArrayList<>();
      List<Boolean> after = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        double drawn = random.nextDouble();
        before.add(drawn < 0.85);
        after.add(drawn < 0.79 || drawn > 0.97);
      }
      held += LostAccuracy.between(before, after).excludes(3) ? 0 : 1;
    }
    assertThat(held / 400.0).isBetween(0.92, 0.99);
  }

  @Test
  void otherRequestsAreRefused() {
    assertThatThrownBy(() -> LostAccuracy.between(List.of(true), List.of(true, false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void add(
      int count, boolean right, boolean then, List<Boolean> before, List<Boolean> after) {
    before.addAll(Collections.nCopies(count, right));
    after.addAll(Collections.nCopies(count, then));
  }
}
