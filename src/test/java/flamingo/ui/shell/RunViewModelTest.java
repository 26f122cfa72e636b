package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.RunState;
import flamingo.controller.UserFacingError;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import flamingo.ui.FakeBenchmarks;
import flamingo.ui.SeenErrors;
import flamingo.ui.benchmark.BenchmarkViewModel;
import flamingo.ui.benchmark.Rounds;
import flamingo.ui.results.ResultsViewModel;
import flamingo.ui.results.Rows;
import java.nio.file.Path;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunViewModelTest {
  @TempDir static Path homes;

  private final FakeBenchmarks benchmarks = new FakeBenchmarks();
  private final SeenErrors errors = new SeenErrors();
  private final BenchmarkViewModel benchmark =
      new BenchmarkViewModel(Runnable::run, System::nanoTime);
  private final ResultsViewModel results =
      new ResultsViewModel(
          Runnable::run, Runnable::run, errors, homes.resolve(UUID.randomUUID().toString()));
  private final ObservableList<Sample> images = FXCollections.observableArrayList();
  private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
  private final RunViewModel run =
      new RunViewModel(Runnable::run, benchmarks, benchmark, results, errors, images, selection);

  @Test
  void oneCanStartOnceThereAreAModelAndImages() {
    assertThat(run.startable().get()).isFalse();
    run.modelReadyProperty().set(true);
    assertThat(run.startable().get()).isFalse();
    images.add(sample());
    assertThat(run.startable().get()).isTrue();
  }

  @Test
  void startingWhatCannotStartDoesNothing() {
    run.start();
    run.stop();
    assertThat(benchmarks.request()).isNull();
    assertThat(run.stateProperty().get()).isEqualTo(RunState.IDLE);
  }

  @Test
  void buttonsFollowTheState() {
    ready();
    run.start();
    assertThat(run.startable().get()).isFalse();
    assertThat(run.stoppable().get()).isTrue();

    run.stop();
    assertThat(run.stoppable().get()).isFalse();
    assertThat(run.stopping().get()).isTrue();
    assertThat(run.startable().get()).isFalse();

    benchmarks.become(RunState.IDLE);
    assertThat(run.startable().get()).isTrue();
    assertThat(run.stoppable().get()).isFalse();
  }

  @Test
  void aRunMeasuresTheImagesThatWereThereWhenItStarted() {
    ready();
    run.start();
    images.clear();
    assertThat(benchmarks.request().samples()).hasSize(1);
  }

  @Test
  void anotherPlanTakesEffectInTheRunUnderWay() {
    ready();
    run.start();
    selection.set(Rounds.selection("tokens"));
    assertThat(benchmarks.selection()).isEqualTo(Rounds.selection("tokens"));
  }

  @Test
  void whatIsMeasuredReachesThePanes() {
    ready();
    run.start();
    run.measured(Rounds.round(1, 40, 20));
    run.row(Rows.row("tokens=32", 20));
    run.failed(new UserFacingError("MODEL", "It failed.", "Try again.", null));

    assertThat(benchmark.lastProperty().get().currentMillis()).isEqualTo(20);
    assertThat(results.rows()).hasSize(1);
    assertThat(errors.errors()).extracting(UserFacingError::code).containsExactly("MODEL");
  }

  @Test
  void figuresOfAnotherPlanThanTheChosenOneAreSaidToBeSo() {
    ready();
    selection.set(Rounds.selection("tokens"));
    run.start();
    run.measured(Rounds.round(1, 40, 20, Rounds.selection("tokens")));
    selection.set(Selection.NONE);
    assertThat(benchmark.earlierPlanProperty().get()).as("the run follows").isEmpty();

    benchmarks.become(RunState.IDLE);
    assertThat(benchmark.earlierPlanProperty().get()).isEqualTo(Rounds.selection("tokens").text());
    selection.set(Rounds.selection("tokens"));
    assertThat(benchmark.earlierPlanProperty().get()).isEmpty();
    selection.set(Selection.NONE);
    run.start();
    assertThat(benchmark.earlierPlanProperty().get()).isEmpty();
  }

  @Test
  void theNextRunStartsWithAnEmptyChartAndKeepsTheResults() {
    ready();
    run.start();
    run.measured(Rounds.round(1, 40, 20));
    run.row(Rows.row("tokens=32", 20));
    benchmarks.become(RunState.IDLE);
    run.start();

    assertThat(benchmark.lastProperty().get()).isNull();
    assertThat(results.rows()).hasSize(1);
  }

  private void ready() {
    run.modelReadyProperty().set(true);
    images.add(sample());
  }

  private static Sample sample() {
    return new Sample("one", Path.of("one.png"), "circle", () -> null);
  }
}
