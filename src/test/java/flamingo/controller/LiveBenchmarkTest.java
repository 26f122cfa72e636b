package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.checkpoint.MachineMemory;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import flamingo.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Runs on the calling thread, on the built-in model and the sample images. */
class LiveBenchmarkTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);

  private final LiveBenchmark benchmark = new LiveBenchmark(Runnable::run, MODELS);
  private final Heard heard = new Heard();

  /** Keeps what it hears, and reacts to each round. */
  private static final class Heard implements BenchmarkListener {
    private final List<PairedMeasurement> rounds = new ArrayList<>();
    private final List<RunState> states = new ArrayList<>();
    private final List<UserFacingError> errors = new ArrayList<>();
    private final List<ResultRow> rows = new ArrayList<>();
    private Selection baseline;
    private Consumer<PairedMeasurement> reaction = round -> {};

    @Override
    public void baseline(Selection dense) {
      baseline = dense;
    }

    @Override
    public void measured(PairedMeasurement measurement) {
      rounds.add(measurement);
      reaction.accept(measurement);
    }

    @Override
    public void state(RunState state) {
      states.add(state);
    }

    @Override
    public void failed(UserFacingError error) {
      errors.add(error);
    }

    @Override
    public void row(ResultRow row) {
      rows.add(row);
    }
  }

  @Test
  void measuresUntilStoppedAndLeavesARowForEachArm() throws Exception {
    stopAfter(3);

    benchmark.start(new BenchmarkRequest(samples(), Selection.parse("precision=bf16"), heard));

    assertThat(heard.states).containsExactly(RunState.RUNNING, RunState.IDLE);
    assertThat(heard.errors).isEmpty();
    assertThat(heard.baseline).isEqualTo(Selection.NONE);
    assertThat(heard.rounds).hasSize(3).allSatisfy(LiveBenchmarkTest::isSound);
    assertThat(heard.rounds.get(2).relativeL2()).isBetween(1e-5, 0.1);
    assertThat(heard.rows).extracting(ResultRow::plan).containsExactly("", "precision=bf16");
    assertThat(heard.rows.get(1).samples()).isEqualTo(6);
    assertThat(heard.rows.get(1).images()).isEqualTo(24);
    assertThat(heard.rows.get(1).baseline()).isEqualTo(heard.rows.get(0).variant());
  }

  @Test
  void countsRightAnswersOfBothArmsBesideTheTimes() throws Exception {
    heard.reaction =
        round -> {
          if (round.answers() != null) {
            benchmark.stop();
          }
        };
    benchmark.start(new BenchmarkRequest(samples(), Selection.parse("tokens=4"), heard));

    assertThat(heard.errors).isEmpty();
    AnswersSoFar answers = heard.rounds.get(heard.rounds.size() - 1).answers();
    assertThat(answers.task()).isEqualTo("classify");
    assertThat(answers.dense().asked()).isEqualTo(12);
    assertThat(answers.current().asked()).isEqualTo(12);
    assertThat(answers.dense().right()).isGreaterThanOrEqualTo(10);
    assertThat(answers.lostPoints())
        .isCloseTo(
            100.0 * (answers.dense().right() - answers.current().right()) / 12, within(1e-9));
    assertThat(heard.rows.get(0).accuracy()).isEqualTo(answers.dense().right() / 12.0);
    assertThat(heard.rows.get(1).accuracy()).isEqualTo(answers.current().right() / 12.0);
    assertThat(heard.rows.get(1).accuracyTask()).isEqualTo("classify");
  }

  private static void isSound(PairedMeasurement round) {
    assertThat(round.baselineMillis()).isPositive();
    assertThat(round.currentMillis()).isPositive();
    assertThat(round.speedup()).isBetween(round.speedupLow(), round.speedupHigh());
    assertThat(round.peakMemoryBytes()).isPositive();
  }

  @Test
  void aCacheBeginsColdAndChangesNoAnswer() throws Exception {
    stopAfter(4);

    benchmark.start(new BenchmarkRequest(samples(), Selection.parse("cache=kv"), heard));

    PairedMeasurement first = heard.rounds.get(0);
    assertThat(first.cache().hits()).as("hits in the first round").isZero();
    assertThat(first.cache().misses()).isPositive();
    assertThat(heard.rounds.get(3).cache().hits()).isPositive();
    assertThat(heard.rounds.get(3).relativeL2()).isLessThan(1e-4);
    assertThat(heard.rounds.get(3).tokenAgreement()).isEqualTo(1);
  }

  @Test
  void whatWasMeasuredBeforeAFailureIsKept() throws Exception {
    heard.reaction =
        round -> {
          if (round.round() == 2) {
            throw new OutOfMemoryError("as where an array does not fit");
          }
        };

    benchmark.start(new BenchmarkRequest(samples(), Selection.parse("tokens=16"), heard));

    assertThat(heard.errors).extracting(UserFacingError::code).containsExactly("OUT_OF_MEMORY");
    assertThat(heard.states).containsExactly(RunState.RUNNING, RunState.IDLE);
    assertThat(heard.rows).extracting(ResultRow::plan).containsExactly("", "tokens=16");
  }

  @Test
  void anotherPlanTakesEffectInTheNextRound() throws Exception {
    Selection other = Selection.parse("tokens=16");
    heard.reaction =
        round -> {
          if (round.round() == 2) {
            benchmark.select(other);
          }
          if (round.round() == 4) {
            benchmark.stop();
          }
        };

    benchmark.start(new BenchmarkRequest(samples(), Selection.NONE, heard));

    assertThat(heard.rounds)
        .extracting(PairedMeasurement::selection)
        .containsExactly(Selection.NONE, Selection.NONE, other, other);
    assertThat(heard.rows).hasSize(4);
    assertThat(heard.rounds.get(1).relativeL2()).as("A against A").isLessThan(1e-6);
  }

  @Test
  void aBrokenImageIsReportedAndTheOthersAreMeasured() throws Exception {
    List<Sample> samples = new ArrayList<>(samples());
    Path file = Path.of("gone.png");
    samples.add(
        0,
        new Sample(
            "gone.png",
            file,
            null,
            () -> {
              throw new BrokenImageException(file, "it is gone", "put it back");
            }));
    stopAfter(1);

    benchmark.start(new BenchmarkRequest(samples, Selection.NONE, heard));

    assertThat(heard.errors).extracting(UserFacingError::code).containsExactly("IMAGE_BROKEN");
    assertThat(heard.rounds).hasSize(1);
  }

  @Test
  void withoutAnyReadableImageItSaysSoAndIsReadyAgain() {
    Sample broken =
        new Sample(
            "a.png",
            Path.of("a.png"),
            null,
            () -> {
              throw new BrokenImageException(Path.of("a.png"), "it is empty", "choose another");
            });

    benchmark.start(new BenchmarkRequest(List.of(broken), Selection.NONE, heard));

    assertThat(heard.errors).extracting(UserFacingError::code).endsWith("NO_IMAGES");
    assertThat(benchmark.state()).isEqualTo(RunState.IDLE);
  }

  @Test
  void exhaustedMemoryEndsTheRunAndKeepsTheResults() throws Exception {
    heard.reaction =
        round -> {
          throw new OutOfMemoryError("Physical memory usage is too high");
        };

    benchmark.start(new BenchmarkRequest(samples(), Selection.NONE, heard));

    assertThat(heard.errors).extracting(UserFacingError::code).containsExactly("OUT_OF_MEMORY");
    assertThat(benchmark.state()).isEqualTo(RunState.IDLE);
  }

  @Test
  void aSecondStartIsRefused() throws Exception {
    heard.reaction =
        round -> {
          assertThatThrownBy(
                  () -> benchmark.start(new BenchmarkRequest(List.of(), Selection.NONE, heard)))
              .hasMessageContaining("under way");
          benchmark.stop();
        };

    benchmark.start(new BenchmarkRequest(samples(), Selection.NONE, heard));

    assertThat(heard.rounds).hasSize(1);
  }

  @Test
  void whereFp32DoesNotFitAPlanIsMeasuredBesideDenseInItsOwnPrecision() throws Exception {
    BuiltInModels unpacked = new BuiltInModels(Runnable::run, 1);
    LiveBenchmark full =
        new LiveBenchmark(Runnable::run, unpacked::session, () -> new MachineMemory(1 << 30, 0));
    heard.reaction = round -> full.stop();
    Selection int8 = Selection.parse("precision=int8");

    full.start(new BenchmarkRequest(samples(), int8.and(Selection.parse("tokens=16")), heard));

    assertThat(heard.baseline).isEqualTo(int8);
    assertThat(heard.rounds).hasSize(1);
    assertThat(heard.rows)
        .extracting(ResultRow::plan)
        .containsExactly("precision=int8", "tokens=16,precision=int8");
    assertThat(heard.rows)
        .extracting(ResultRow::variant)
        .containsExactly("dense precision=int8", "tokens=16,precision=int8");
    assertThat(heard.rows.get(1).baseline()).isEqualTo("dense precision=int8");
    assertThat(unpacked.session().flamingo().isPacked(Precision.FP32)).isFalse();
  }

  private void stopAfter(int rounds) {
    heard.reaction =
        round -> {
          if (round.round() == rounds) {
            benchmark.stop();
          }
        };
  }

  private static List<Sample> samples() throws DatasetException {
    DatasetListener ignore =
        new DatasetListener() {
          @Override
          public void found(Sample sample) {}

          @Override
          public void broken(BrokenFile file) {}
        };
    return ImageFolder.scan(Path.of("data/sample-images"), ignore, () -> false).samples();
  }
}
