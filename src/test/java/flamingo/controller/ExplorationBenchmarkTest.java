package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.exploration.Explorations;
import flamingo.dataset.Split;
import flamingo.dataset.shapes.ShapesDataset;
import flamingo.report.ResultJournal;
import flamingo.report.ResultReader;
import flamingo.report.ResultRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationBenchmarkTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);

  @TempDir Path folder;

  /** Counts rows. */
  private static final class Heard implements OptimizationListener {
    private final List<ResultRow> measured = new ArrayList<>();
    private final List<ResultRow> kept = new ArrayList<>();

    @Override
    public void started(int step, int steps, String what) {
      assertThat(step).isBetween(1, steps);
    }

    @Override
    public void row(ResultRow row, Set<Flaw> flaws) {
      measured.add(row);
    }

    @Override
    public void kept(ResultRow row) {
      kept.add(row);
    }

    @Override
    public void note(String sentence) {}
  }

  private static ExplorationRequest request() {
    return new ExplorationRequest(
        ShapesDataset.of(Split.TEST, 2, 8),
        Explorations.named(List.of("gates", "parameters")),
        4,
        2,
        new Effort(2, 0, 0));
  }

  @Test
  void whatWasDoneBeforeAnEndIsKeptAndNotDoneAgain() throws Exception {
    Path file = folder.resolve("rows.csv");
    Heard first = new Heard();
    try (ResultJournal journal = ResultJournal.open(file)) {
      assertThatThrownBy(
              () ->
                  new ExplorationBenchmark(MODELS, () -> first.measured.size() == 3, first)
                      .run(request(), journal))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(ResultReader.read(file)).hasSize(3);

    Heard second = new Heard();
    try (ResultJournal journal = ResultJournal.open(file)) {
      List<ResultRow> rows =
          new ExplorationBenchmark(MODELS, () -> false, second).run(request(), journal);
      assertThat(rows)
          .hasSize(12 + 21)
          .extracting(ResultRow::runId)
          .containsOnly(rows.get(0).runId());
    }
    assertThat(second.kept).hasSize(3);
    assertThat(second.measured).hasSize(30);
  }
}
