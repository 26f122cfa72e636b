package flamingo.controller;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.request.RequestKind;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;
import flamingo.benchmark.request.Variants;
import flamingo.dataset.Split;
import flamingo.dataset.shapes.ShapesDataset;
import flamingo.optimization.Selection;
import flamingo.report.ResultJournal;
import flamingo.report.ResultReader;
import flamingo.report.ResultRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the model that comes with the program, with as few samples as there can be. */
class OptimizationBenchmarkTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);
  private static final Effort LEAST = new Effort(2, 0, 0);
  private static final List<RequestWorkload> WORKLOADS =
      List.of(new RequestWorkload(RequestKind.ENCODE, 2), new RequestWorkload(RequestKind.VQA, 2));

  @TempDir Path folder;
  private Path file;
  private final Heard heard = new Heard();

  /** Keeps what it hears, and can ask for an end after some rows. */
  private static final class Heard implements OptimizationListener {
    private final List<ResultRow> measured = new ArrayList<>();
    private final List<ResultRow> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int most = Integer.MAX_VALUE;
    private String killed = "nothing";

    boolean enough() {
      return measured.size() >= most;
    }

    @Override
    public void started(int step, int steps, String what) {
      assertThat(step).isBetween(1, steps);
      if (what.startsWith(killed)) {
        CompletableFuture.runAsync(Heard::killTheNextProcess);
      }
    }

    private static void killTheNextProcess() {
      while (!measuring().findAny().map(ProcessHandle::destroyForcibly).orElse(false)) {
        Thread.onSpinWait();
      }
    }

    /** At work already, not still being started. */
    private static Stream<ProcessHandle> measuring() {
      return ProcessHandle.current()
          .children()
          .filter(child -> child.info().totalCpuDuration().orElse(ZERO).toMillis() > 50);
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
    public void note(String sentence) {
      notes.add(sentence);
    }
  }

  @BeforeEach
  void aFile() {
    file = folder.resolve("r.csv");
  }

  private static OptimizationRequest request(long seed, List<Variant> variants) {
    return new OptimizationRequest(
        new HeldOutImages(
            ShapesDataset.of(Split.VALIDATION, seed, 12), ShapesDataset.of(Split.TEST, seed, 12)),
        variants,
        WORKLOADS,
        false,
        8,
        seed,
        LEAST,
        Double.POSITIVE_INFINITY,
        Forks.NONE);
  }

  private static List<Variant> cached() throws Exception {
    List<Variant> variants = new ArrayList<>(List.of(Variant.AGAIN));
    variants.addAll(Variants.of("cache", Selection.parse("cache=kv/64")));
    return variants;
  }

  private List<ResultRow> run(OptimizationRequest request) throws Exception {
    try (ResultJournal journal = ResultJournal.open(file)) {
      return new OptimizationBenchmark(MODELS, heard::enough, heard).run(request, journal);
    }
  }

  @Test
  void anExactPlanIsExactAndACacheStartsCold() throws Exception {
    List<ResultRow> rows = run(request(5, cached()));

    assertThat(rows)
        .extracting(row -> row.variant() + " " + row.workload())
        .containsExactly(
            "dense encode-2",
            "dense again encode-2",
            "dense vqa-2",
            "dense again vqa-2",
            "cache=kv/64 cold encode-2",
            "cache=kv/64 cold vqa-2",
            "cache=kv/64 warm encode-2",
            "cache=kv/64 warm vqa-2");
    assertThat(rows.subList(4, 8))
        .allSatisfy(
            row -> {
              assertThat(row.relativeL2Error()).isLessThan(1e-6);
              assertThat(row.accuracy()).isEqualTo(rows.get(workload(row)).accuracy());
              assertThat(row.speedupCiLow()).isLessThanOrEqualTo(row.speedupCiHigh());
              assertThat(row.accuracyCiLow()).isLessThan(row.accuracyCiHigh());
              assertThat(row.peakMemoryBytes()).isGreaterThan(row.weightBytes());
            });
    assertThat(rows.subList(4, 8))
        .extracting(ResultRow::cacheHitRate)
        .containsExactly(0.0, 0.0, 1.0, 1.0);
    assertThat(rows).extracting(ResultRow::runId).containsOnly(rows.get(0).runId());
    assertThat(ResultReader.read(file)).hasSameSizeAs(rows);
  }

  /** The place of the baseline's row of the same workload. */
  private static int workload(ResultRow row) {
    return row.workload().startsWith("encode") ? 0 : 2;
  }

  @Test
  void aRunThatWasCancelledGoesOnWhereItEnded() throws Exception {
    heard.most = 3;
    assertThatThrownBy(() -> run(request(5, cached()))).isInstanceOf(CancellationException.class);
    List<ResultRow> first = ResultReader.read(file);
    assertThat(first).hasSize(4);

    heard.most = Integer.MAX_VALUE;
    heard.measured.clear();
    run(request(5, cached()));

    assertThat(heard.kept).extracting(ResultRow::timestamp).hasSize(4);
    assertThat(heard.measured).hasSize(4).allMatch(row -> row.experiment().equals("cache"));
    assertThat(ResultReader.read(file).subList(0, 4))
        .extracting(ResultRow::medianMs)
        .containsExactlyElementsOf(first.stream().map(ResultRow::medianMs).toList());
    assertThat(ResultReader.read(file))
        .extracting(ResultRow::runId)
        .containsOnly(first.get(0).runId());
  }

  @Test
  void otherSettingsAreAnotherRun() throws Exception {
    List<ResultRow> one = run(request(5, List.of(Variant.AGAIN)));
    List<ResultRow> other = run(request(6, List.of(Variant.AGAIN)));

    assertThat(heard.kept).isEmpty();
    assertThat(other).hasSameSizeAs(one);
    assertThat(other.get(0).runId()).isNotEqualTo(one.get(0).runId());
    assertThat(ResultReader.read(file)).hasSize(8);
  }

  @Test
  void wordsThatADraftProposesAreCounted() throws Exception {
    List<Variant> variants = Variants.of("speculative", Selection.parse("speculative=4"));
    List<ResultRow> rows = run(request(5, variants));

    assertThat(rows.get(0).acceptanceRate()).isNull();
    assertThat(rows.get(1).acceptanceRate()).isBetween(0.0, 1.0);
    assertThat(rows.get(1).tokenAgreement()).isEqualTo(1);
  }

  @Test
  void timesOfAnotherProcessComeBackAsTheyWere() {
    VariantTimes times =
        new VariantTimes(
            List.of(new PairedTimes(List.of(2.5, 3.0), List.of(1.25, 1.5), false)),
            null,
            1.0,
            0.5,
            null,
            600,
            500,
            2.5,
            "brg");

    VariantTimes read = ForkedMeasurer.read(ForkedMeasurer.written(times));

    assertThat(read).isEqualTo(times);
    VariantTimes joined = VariantTimes.joined(List.of(times, read));
    assertThat(joined.variant()).containsExactly(1.25, 1.5, 1.25, 1.5);
    assertThat(joined.speedup().value()).isEqualTo(2);
  }

  private static OptimizationRequest forked(List<Variant> variants) {
    OptimizationRequest here = request(5, variants);
    return new OptimizationRequest(
        here.images(),
        here.variants(),
        List.of(new RequestWorkload(RequestKind.ENCODE, 1)),
        false,
        here.limit(),
        here.seed(),
        LEAST,
        here.longestMillis(),
        new Forks(2, List.of("--threads", "1")));
  }

  @Test
  void freshProcessesTakeTheTimes() throws Exception {
    List<ResultRow> rows = run(forked(List.of(Variant.AGAIN)));

    assertThat(rows).hasSize(2).allMatch(row -> row.forks() == 2 && row.samples() == 4);
  }

  @Test
  void aFreshProcessThatIsKilledCostsItsRowOnly() throws Exception {
    List<Variant> variants = new ArrayList<>(List.of(Variant.AGAIN));
    variants.addAll(Variants.of("tokens", Selection.parse("tokens=16")));
    variants.addAll(Variants.of("precision", Selection.parse("precision=bf16")));
    heard.killed = "tokens=16";

    List<ResultRow> rows = run(forked(variants));

    assertThat(rows)
        .extracting(ResultRow::variant)
        .containsExactly("dense", "dense again", "precision=bf16");
    assertThat(heard.notes)
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("tokens=16 is left out: A fresh process could not measure it: ")
                    .endsWith("run the command again for this row."));
  }
}
