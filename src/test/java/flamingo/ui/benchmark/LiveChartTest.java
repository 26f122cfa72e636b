package flamingo.ui.benchmark;

import static flamingo.ui.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.BenchmarkListener;
import flamingo.controller.BenchmarkRequest;
import flamingo.controller.BuiltInModels;
import flamingo.controller.EngineThread;
import flamingo.controller.LiveBenchmark;
import flamingo.controller.PairedMeasurement;
import flamingo.controller.RunState;
import flamingo.controller.UserFacingError;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import flamingo.ui.Schedule;
import flamingo.ui.SharedStage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** Ten thousand rounds in the chart, and more arriving from an engine that uses all processors. */
@ExtendWith(ApplicationExtension.class)
class LiveChartTest {
  private static final int POINTS = BenchmarkViewModel.MOST_ROUNDS;
  private static final int FRAMES = 200;
  private static final double LEAST_PER_SECOND = 30;
  private static final int PATIENCE_SECONDS = 60;

  private final BenchmarkViewModel model =
      new BenchmarkViewModel(Platform::runLater, System::nanoTime);
  private final AtomicInteger live = new AtomicInteger();

  /** A stage of its own: others come to the one they share with the size they want. */
  private Stage stage;

  @Start
  void start(Stage shared) {
    stage = new Stage();
    Parent view = new BenchmarkView(model).root();
    SharedStage.show(stage, view, 700, 640);
    for (int round = 1; round <= POINTS; round++) {
      model.measured(Rounds.round(round, 40 + round % 7, 20 + round % 5));
    }
    model.flush();
    model.allProperty().set(true);
  }

  @Stop
  void close() {
    stage.close();
  }

  @Test
  void keepsMovingWhileTheEngineWorks(TestReporter reporter) throws Exception {
    try (EngineThread engine = new EngineThread()) {
      LiveBenchmark benchmark = new LiveBenchmark(engine, new BuiltInModels(engine, 2));
      benchmark.start(
          new BenchmarkRequest(
              ImageFolder.scan(
                      Path.of("data", "sample-images"), DatasetListener.none(), () -> false)
                  .samples(),
              Selection.parse("tokens=16"),
              new Feed()));
      until(PATIENCE_SECONDS, () -> live.get() >= 3);
      double perSecond = framesPerSecond();
      reporter.publishEntry("frames a second", "%.0f".formatted(perSecond));
      assertThat(model.rounds()).hasSize(POINTS);
      assertThat(perSecond).isGreaterThanOrEqualTo(LEAST_PER_SECOND);
      benchmark.stop();
    }
  }

  /** Of the time that other programs left to the window's thread, while rounds arrive. */
  private double framesPerSecond() {
    Frames frames = new Frames();
    int before = live.get();
    Platform.runLater(frames::start);
    until(PATIENCE_SECONDS, () -> frames.seen >= FRAMES && live.get() >= before + 3);
    return frames.perSecond();
  }

  /** Counts the frames that are drawn; on the window's thread. */
  private static final class Frames extends AnimationTimer {
    private final Optional<Path> schedule = Schedule.ofThread("JavaFX ");
    private volatile int seen = -1;
    private long begin;
    private long waited;
    private volatile double nanos;

    @Override
    public void handle(long now) {
      if (seen < 0) {
        begin = System.nanoTime();
        waited = Schedule.read(schedule).waited();
      }
      nanos = System.nanoTime() - begin - (Schedule.read(schedule).waited() - waited);
      seen = seen + 1;
    }

    double perSecond() {
      stop();
      return seen * 1e9 / nanos;
    }
  }

  /** Real times, numbered on from those that are drawn. */
  private final class Feed implements BenchmarkListener {
    @Override
    public void baseline(Selection dense) {}

    @Override
    public void measured(PairedMeasurement round) {
      model.measured(
          Rounds.round(
              POINTS + live.incrementAndGet(), round.baselineMillis(), round.currentMillis()));
    }

    @Override
    public void state(RunState state) {}

    @Override
    public void failed(UserFacingError error) {
      throw new AssertionError(error.sentence());
    }

    @Override
    public void row(ResultRow row) {}
  }
}
