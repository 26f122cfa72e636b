package flamingo.ui.benchmark;

import flamingo.benchmark.accuracy.Tally;
import flamingo.benchmark.request.StageTimes;
import flamingo.controller.AnswersSoFar;
import flamingo.controller.PairedMeasurement;
import flamingo.model.CacheStatistics;
import flamingo.optimization.Selection;
import flamingo.optimization.Settings;
import java.util.Map;

/** Measured rounds, made up. */
public final class Rounds {
  private Rounds() {}

  public static PairedMeasurement round(int round, double baseline, double current) {
    return round(round, baseline, current, Selection.NONE);
  }

  public static PairedMeasurement round(
      int round, double baseline, double current, Selection selection) {
    return new PairedMeasurement(
        round,
        baseline,
        current,
        stages(baseline),
        stages(current),
        baseline / current,
        0.95 * baseline / current,
        1.05 * baseline / current,
        0.0013,
        0.998,
        new CacheStatistics(9, 1, 0, 3_000_000),
        new AnswersSoFar("caption", new Tally(99, 100), new Tally(97, 100)),
        400_000_000,
        selection);
  }

  /** One optimization on, as it is initially. */
  public static Selection selection(String id) {
    return new Selection(Map.of(id, Settings.INITIAL));
  }

  private static StageTimes stages(double total) {
    return new StageTimes(total / 2, total / 4, total / 4);
  }
}
