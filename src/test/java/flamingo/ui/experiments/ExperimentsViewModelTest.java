package flamingo.ui.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.Rigour;
import flamingo.report.ResultRow;
import flamingo.ui.FakeExperiments;
import flamingo.ui.Patience;
import flamingo.ui.SeenErrors;
import flamingo.ui.results.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsViewModelTest {
  private static final ResultRow ROW =
      Rows.measured("tokens", "caption-1", "tokens=32", "tokens=32", 2, 0.1, 0.9);

  @TempDir Path home;
  private final FakeExperiments experiments = new FakeExperiments();
  private final SeenErrors errors = new SeenErrors();
  private final List<ResultRow> heard = new ArrayList<>();
  private ExperimentsViewModel model;

  @BeforeEach
  void open() {
    model = new ExperimentsViewModel(Runnable::run, experiments, errors, home, heard::add);
    model.readyProperty().set(true);
  }

  @Test
  void whatIsTickedIsMade() {
    assertThat(model.startable().get()).isFalse();
    model.items().get(0).wantedProperty().set(true);
    assertThat(model.startable().get()).isTrue();
    model.rigourProperty().set(Rigour.RIGOROUS);
    model.run();
    assertThat(model.startable().get()).isFalse();
    assertThat(experiments.request().ids()).containsExactly("tokens");
    assertThat(experiments.request().rigour()).isEqualTo(Rigour.RIGOROUS);
  }

  @Test
  void rowsFillUpAndAreHeardOnce() {
    runAll();
    experiments.listener().started(3, 4, "tokens=32");
    assertThat(model.progressProperty().get()).isEqualTo(0.5);
    assertThat(model.stepProperty().get()).contains("3 of 4", "tokens=32");
    experiments.listener().kept(ROW);
    experiments.listener().row(ROW, Set.of());
    experiments.listener().note("depth is left out");
    assertThat(model.rows()).hasSize(2);
    assertThat(heard).hasSize(1);
    assertThat(model.begun()).containsExactly("tokens");
    assertThat(model.notes()).containsExactly("depth is left out");
  }

  @Test
  void aRunThatWasCancelledKeepsItsRowsForTheNext() throws Exception {
    runAll();
    experiments.listener().row(ROW, Set.of());
    Path journal = Files.createFile(experiments.request().journal());
    model.cancel();
    assertThat(experiments.cancelled().getAsBoolean()).isTrue();
    experiments.outcome().completeExceptionally(new CancellationException());
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(model.rows()).hasSize(1);
    assertThat(model.stepProperty().get()).startsWith("Cancelled");
    assertThat(errors.errors()).isEmpty();
    assertThat(journal).exists();

    model.run();
    assertThat(experiments.cancelled().getAsBoolean()).isFalse();
    experiments.outcome().complete(null);
    assertThat(journal).doesNotExist();
    assertThat(model.progressProperty().get()).isEqualTo(1);
  }

  @Test
  void aFailureIsToldAndTheRowsStay() {
    runAll();
    experiments.listener().row(ROW, Set.of());
    experiments.outcome().completeExceptionally(new IllegalStateException("no engine"));
    assertThat(errors.errors()).hasSize(1);
    assertThat(model.rows()).hasSize(1);
    assertThat(model.startable().get()).isTrue();
  }

  @Test
  void aPausedRunWaitsUntilItGoesOnOrEnds() {
    runAll();
    model.togglePause();
    CompletableFuture<Boolean> asked =
        CompletableFuture.supplyAsync(() -> experiments.cancelled().getAsBoolean());
    assertThat(model.pausedProperty().get()).isTrue();
    assertThat(asked).isNotDone();
    model.togglePause();
    assertThat(asked.join()).isFalse();

    model.togglePause();
    CompletableFuture<Boolean> again =
        CompletableFuture.supplyAsync(() -> experiments.cancelled().getAsBoolean());
    model.cancel();
    Patience.until(10, again::isDone);
    assertThat(again.join()).isTrue();
  }

  @Test
  void allOrNoneCanBeWanted() {
    model.toggleAll();
    assertThat(model.items()).allMatch(item -> item.wantedProperty().get());
    model.toggleAll();
    assertThat(model.items()).noneMatch(item -> item.wantedProperty().get());
  }

  private void runAll() {
    model.toggleAll();
    model.run();
    assertThat(model.runningProperty().get()).isTrue();
  }
}
