package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.benchmark.Effort;
import flamingo.benchmark.Interval;
import flamingo.benchmark.request.CacheState;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;
import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The window and the command line measure the same plan on the same images. */
class SameFigureTest {
  private static final int PAIRS = 48;

  /** Beside the intervals: two measurements one after the other see a machine that changes. */
  private static final double DRIFT = 0.05;

  private final BuiltInModels models = new BuiltInModels(Runnable::run, 1);
  private final LiveBenchmark window = new LiveBenchmark(Runnable::run, models);

  @Test
  void bothSpeedUpsAgreeWithinTheirIntervals(TestReporter reporter) throws Exception {
    ImageDataset shapes = NamedDatasets.open(NamedDatasets.SHAPES, PixelPool.MOST_IMAGES, 1);
    Selection plan = Selection.parse("tokens=16,precision=bf16");
    ResultRow live = inTheWindow(shapes, plan);
    VariantTimes command =
        OptimizationBenchmark.times(
            models,
            shapes,
            new Variant(Variant.SWEEP, plan, CacheState.NONE),
            RequestWorkload.named("caption-4"),
            new Effort(PAIRS, 1_500, Double.POSITIVE_INFINITY));
    Interval printed = command.speedup();
    reporter.publishEntry(
        "speed-up",
        "window %.3f (%.3f to %.3f), command %.3f (%.3f to %.3f)"
            .formatted(
                live.speedup(),
                live.speedupCiLow(),
                live.speedupCiHigh(),
                printed.value(),
                printed.low(),
                printed.high()));

    assertThat(live.workload()).isEqualTo("caption-4");
    assertThat(live.tokenAgreement()).isCloseTo(command.tokenAgreement(), within(0.03));
    assertThat(live.speedupCiHigh() * (1 + DRIFT)).isGreaterThan(printed.low());
    assertThat(live.speedupCiLow() * (1 - DRIFT)).isLessThan(printed.high());
  }

  /** The row of the plan after as many pairs. */
  private ResultRow inTheWindow(ImageDataset images, Selection plan) {
    List<ResultRow> rows = new ArrayList<>();
    window.start(
        new BenchmarkRequest(
            images.samples(),
            plan,
            new BenchmarkListener() {
              @Override
              public void baseline(Selection dense) {
                assertThat(dense).isEqualTo(Selection.NONE);
              }

              @Override
              public void measured(PairedMeasurement round) {
                if (2 * round.round() == PAIRS) {
                  window.stop();
                }
              }

              @Override
              public void state(RunState state) {}

              @Override
              public void failed(UserFacingError error) {
                throw new AssertionError(error.sentence());
              }

              @Override
              public void row(ResultRow row) {
                rows.add(row);
              }
            }));
    return rows.get(1);
  }
}
