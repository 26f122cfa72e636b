package flamingo.cli;

import flamingo.benchmark.tune.PlanScore;
import flamingo.benchmark.tune.TunedPlan;
import flamingo.controller.TuneListener;
import java.util.List;
import java.util.Locale;

/** Prints what the tuner measures and finds. */
final class TuneReport implements TuneListener {
  private final Console console;

  TuneReport(Console console) {
    this.console = console;
  }

  @Override
  public void started(String plan, int pairs, int requests) {
    console.note("%s: %d pairs, %d requests a task ...".formatted(plan, pairs, requests));
  }

  @Override
  public void scored(PlanScore score) {
    if (console.json()) {
      console.line(json("measured", score));
    }
  }

  @Override
  public void note(String sentence) {
    console.note(sentence);
  }

  void print(TunedPlan tuned, double budget) {
    if (console.json()) {
      tuned.front().forEach(score -> console.line(json("front", score)));
      JsonLine chosen =
          tuned.chosen() == null
              ? new JsonLine().put("kind", "chosen").put("plan", tuned.selection().text())
              : json("chosen", tuned.chosen());
      console.line(chosen.put("budget_points", budget).put("explanation", tuned.explanation()));
      return;
    }
    console.line("Plans that no other beats in both speed and accuracy:");
    table(tuned.front()).lines().forEach(console::line);
    console.line("");
    tuned.explanation().forEach(console::line);
    console.line("");
    if (tuned.chosen() == null) {
      console.line("No plan is faster than dense within the budget. Keep the dense plan.");
      return;
    }
    console.line(
        String.format(
            Locale.ROOT,
            "Chosen: --plan %s; on images that the search has not seen, %.2f times as fast as dense (%.2f to %.2f), %.1f points of accuracy lost (%.1f to %.1f) of a budget of %.1f.",
            tuned.selection().text(),
            tuned.chosen().speedup().value(),
            tuned.chosen().speedup().low(),
            tuned.chosen().speedup().high(),
            tuned.chosen().lostPoints().value(),
            tuned.chosen().lostPoints().low(),
            tuned.chosen().lostPoints().high(),
            budget));
    if (!tuned.chosen().isSurelyWithin(budget)) {
      console.line(
          "%d requests cannot exclude a loss above the budget; a greater --limit tells more."
              .formatted(tuned.chosen().requests()));
    }
  }

  private static Table table(List<PlanScore> scores) {
    Table table =
        new Table("plan", "speed-up", "95% interval", "points lost", "95% interval", "pairs", "n");
    for (PlanScore score : scores) {
      table.row(
          score.selection().text(),
          String.format(Locale.ROOT, "%.2f", score.speedup().value()),
          String.format(Locale.ROOT, "%.2f to %.2f", score.speedup().low(), score.speedup().high()),
          String.format(Locale.ROOT, "%.1f", score.lostPoints().value()),
          String.format(
              Locale.ROOT, "%.1f to %.1f", score.lostPoints().low(), score.lostPoints().high()),
          String.valueOf(score.pairs()),
          String.valueOf(score.requests()));
    }
    return table;
  }

  private static JsonLine json(String kind, PlanScore score) {
    return new JsonLine()
        .put("kind", kind)
        .put("plan", score.selection().text())
        .rounded("speedup", score.speedup().value())
        .rounded("speedup_ci_low", score.speedup().low())
        .rounded("speedup_ci_high", score.speedup().high())
        .rounded("points_lost", score.lostPoints().value())
        .rounded("points_lost_ci_low", score.lostPoints().low())
        .rounded("points_lost_ci_high", score.lostPoints().high())
        .put("pairs", score.pairs())
        .put("requests", score.requests());
  }
}
