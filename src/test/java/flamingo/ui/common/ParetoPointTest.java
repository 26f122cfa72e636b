package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoPointTest {
  @Test
  void theFrontIsWhatNoOtherBeats() {
    ParetoPoint slowAndGood = new ParetoPoint("a", 1, 99);
    ParetoPoint fastAndBad = new ParetoPoint("b", 3, 90);
    ParetoPoint beatenByBoth = new ParetoPoint("c", 1, 90);
    ParetoPoint slowerThanB = new ParetoPoint("d", 2, 90);
    ParetoPoint twin = new ParetoPoint("e", 3, 90);
    List<ParetoPoint> all = List.of(slowAndGood, fastAndBad, beatenByBoth, slowerThanB, twin);
    assertThat(ParetoPoint.front(all)).containsExactly(slowAndGood, fastAndBad, twin);
  }
}
