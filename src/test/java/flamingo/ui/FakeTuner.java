package flamingo.ui;

import flamingo.benchmark.Interval;
import flamingo.benchmark.tune.PlanScore;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.controller.TuneController;
import flamingo.controller.TuneListener;
import flamingo.optimization.Selection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A search that the test steers. */
public final class FakeTuner implements TuneController {
  private final CompletableFuture<TunedPlan> search = new CompletableFuture<>();
  private BooleanSupplier cancelled = () -> false;
  private TuneListener listener;
  private double budget;

  @Override
  public CompletableFuture<TunedPlan> tune(
      String dataset, double budgetPoints, int limit, BooleanSupplier asked, TuneListener hears) {
    budget = budgetPoints;
    cancelled = asked;
    listener = hears;
    return search;
  }

  public static PlanScore score(Selection selection, double speedup, double lost) {
    return new PlanScore(
        selection,
        new Interval(speedup, speedup - 0.1, speedup + 0.1),
        new Interval(lost, lost - 1, lost + 1),
        6,
        64);
  }

  public double budget() {
    return budget;
  }

  public boolean cancelled() {
    return cancelled.getAsBoolean();
  }

  public void measure(PlanScore score) {
    listener.started(score.selection().text(), score.pairs(), score.requests());
    listener.scored(score);
  }

  public void choose(PlanScore chosen, List<PlanScore> scores) {
    search.complete(new TunedPlan(chosen, scores, List.of("precision is in.", "depth is out.")));
  }

  public void endCancelled() {
    search.completeExceptionally(new CancellationException());
  }
}
