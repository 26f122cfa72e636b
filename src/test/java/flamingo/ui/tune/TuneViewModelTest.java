package flamingo.ui.tune;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.tune.PlanScore;
import flamingo.controller.PlanTuner;
import flamingo.controller.UserFacingError;
import flamingo.optimization.Selection;
import flamingo.ui.FakeTuner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuneViewModelTest {
  private final FakeTuner tuner = new FakeTuner();
  private final List<UserFacingError> errors = new ArrayList<>();
  private final List<PlanScore> heard = new ArrayList<>();
  private final TuneViewModel model =
      new TuneViewModel(Runnable::run, tuner, errors::add, Optional::empty, heard::add);

  @Test
  void theFrontGrowsAndTheChosenPlanIsKnownAtTheEnd() throws Exception {
    PlanScore slow = FakeTuner.score(Selection.parse("tokens=32"), 1.2, 0.5);
    PlanScore better = FakeTuner.score(Selection.parse("precision=bf16"), 1.8, 0.5);
    PlanScore fast = FakeTuner.score(Selection.parse("tokens=4,precision=bf16"), 2.5, 3);
    model.readyProperty().set(true);
    model.budgetProperty().set(1);
    model.start();
    assertThat(tuner.budget()).isEqualTo(1);
    assertThat(model.runningProperty().get()).isTrue();

    tuner.measure(slow);
    assertThat(model.front()).containsExactly(slow);
    tuner.measure(better);
    assertThat(model.front()).containsExactly(better);
    tuner.measure(fast);
    assertThat(model.front()).containsExactly(fast, better);
    assertThat(model.progressProperty().get()).isEqualTo(2.0 / PlanTuner.mostSteps());
    assertThat(model.chosen()).isEmpty();

    tuner.choose(better, model.scores());
    assertThat(model.chosen()).contains(better.selection());
    assertThat(model.progressProperty().get()).isEqualTo(1);
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(heard).containsExactly(slow, better, fast);
    assertThat(errors).isEmpty();
  }

  @Test
  void aPlanMeasuredAgainTakesItsOwnPlace() throws Exception {
    model.readyProperty().set(true);
    model.start();
    tuner.measure(FakeTuner.score(Selection.parse("tokens=32"), 1.9, 0));
    PlanScore again = FakeTuner.score(Selection.parse("tokens=32"), 1.2, 0.5);
    tuner.measure(again);
    assertThat(model.scores()).containsExactly(again);
  }

  @Test
  void whatWasMeasuredStaysWhereTheSearchWasCancelled() throws Exception {
    model.readyProperty().set(true);
    model.start();
    tuner.measure(FakeTuner.score(Selection.parse("tokens=32"), 1.2, 0.5));

    model.cancel();
    assertThat(tuner.cancelled()).isTrue();
    tuner.endCancelled();

    assertThat(model.scores()).hasSize(1);
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(errors).isEmpty();
  }

  @Test
  void withoutAFolderItSaysSo() {
    model.readyProperty().set(true);
    model.imagesProperty().set(TunedImages.FOLDER);
    model.start();
    assertThat(errors).extracting(UserFacingError::code).containsExactly("FOLDER_MISSING");
    assertThat(model.runningProperty().get()).isFalse();
  }
}
