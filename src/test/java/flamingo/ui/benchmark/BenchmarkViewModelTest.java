package flamingo.ui.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.controller.PairedMeasurement;
import flamingo.optimization.Selection;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BenchmarkViewModelTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final BenchmarkViewModel model = new BenchmarkViewModel(Runnable::run, nanos::get);

  @Test
  void roundsThatFollowCloselyAreDrawnTogether() {
    model.measured(Rounds.round(1, 40, 20));
    model.measured(Rounds.round(2, 41, 21));
    assertThat(model.rounds()).extracting(PairedMeasurement::round).containsExactly(1);

    nanos.addAndGet(SECOND);
    model.measured(Rounds.round(3, 42, 22));
    assertThat(model.rounds()).extracting(PairedMeasurement::round).containsExactly(1, 2, 3);
  }

  @Test
  void theLastRoundsAreDrawnWhenTheRunEnds() {
    model.measured(Rounds.round(1, 40, 20));
    model.measured(Rounds.round(2, 41, 21));
    model.flush();
    assertThat(model.rounds()).hasSize(2);
  }

  @Test
  void theLatestRoundsAreDrawnOrAll() {
    for (int round = 1; round <= BenchmarkViewModel.MOST_ROUNDS + 5; round++) {
      model.measured(Rounds.round(round, 40, 20));
    }
    model.flush();
    assertThat(model.rounds()).hasSize(BenchmarkViewModel.MOST_ROUNDS);
    assertThat(model.rounds().get(0).round()).isEqualTo(6);
    assertThat(model.drawn()).hasSize(120);
    assertThat(model.drawn().get(119).round()).isEqualTo(BenchmarkViewModel.MOST_ROUNDS + 5);
    model.allProperty().set(true);
    assertThat(model.drawn()).hasSize(BenchmarkViewModel.MOST_ROUNDS);
  }

  @Test
  void mediansNotLastValues() {
    double[] baseline = {40, 41, 90, 39};
    for (int round = 0; round < baseline.length; round++) {
      model.measured(Rounds.round(round + 1, baseline[round], baseline[round] / 2));
    }
    model.flush();
    RunSummary summary = model.summaryProperty().get();
    assertThat(summary.rounds()).isEqualTo(4);
    assertThat(summary.baselineMillis()).isEqualTo(40.5, within(1e-9));
    assertThat(summary.currentMillis()).isEqualTo(20.25, within(1e-9));
    assertThat(summary.baselineStages().encode()).isEqualTo(20.25, within(1e-9));
  }

  @Test
  void anotherPlanStartsAnotherMedian() {
    model.measured(Rounds.round(1, 40, 40, Selection.NONE));
    model.measured(Rounds.round(2, 40, 40, Selection.NONE));
    model.measured(Rounds.round(3, 40, 10, Rounds.selection("tokens")));
    model.flush();
    assertThat(model.summaryProperty().get().rounds()).isEqualTo(1);
    assertThat(model.summaryProperty().get().currentMillis()).isEqualTo(10);
    assertThat(model.rounds()).hasSize(3);
  }

  @Test
  void aNewRunStartsEmpty() {
    model.measured(Rounds.round(1, 40, 20));
    model.clear();
    assertThat(model.rounds()).isEmpty();
    assertThat(model.summaryProperty().get()).isNull();
    assertThat(model.lastProperty().get()).isNull();
  }
}
