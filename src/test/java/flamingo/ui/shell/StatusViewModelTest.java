package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.optimization.Selection;
import flamingo.ui.benchmark.Rounds;
import flamingo.ui.common.Texts;
import org.junit.jupiter.api.Test;

class StatusViewModelTest {
  private final StatusViewModel status = new StatusViewModel(Runnable::run);

  @Test
  void aCacheThatIsNoLongerChosenIsOff() {
    Selection cache = Rounds.selection("cache");
    status.round(Rounds.round(1, 40, 20, cache));
    String used = status.cacheProperty().get();
    assertThat(used).contains("90.0");

    status.plan(cache.and(Rounds.selection("tokens")));
    assertThat(status.cacheProperty().get()).isEqualTo(used);
    status.plan(Selection.NONE);
    assertThat(status.cacheProperty().get()).isEqualTo(Texts.text("status.cache.off"));
  }
}
