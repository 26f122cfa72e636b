package flamingo.cli;

import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.LostAccuracy;
import flamingo.benchmark.accuracy.Tally;
import flamingo.optimization.Selection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints accuracies as they come. */
final class AccuracyReport {
  private static final int PERCENT = 100;

  private final Console console;
  private final String dataset;
  private final Selection selection;
  private final long seed;

  AccuracyReport(Console console, String dataset, Selection selection, long seed) {
    this.console = console;
    this.dataset = dataset;
    this.selection = selection;
    this.seed = seed;
  }

  void print(Accuracy accuracy) {
    accuracy.broken().forEach(file -> console.note(file.reason()));
    if (console.json()) {
      console.line(json(accuracy));
      return;
    }
    Table table = new Table(heading(accuracy), "right %", "95% interval", "n");
    if (accuracy.kinds().size() > 1) {
      accuracy.kinds().forEach((kind, tally) -> row(table, kind, tally));
    }
    row(table, "all", accuracy.all());
    table.lines().forEach(console::line);
    console.line(
        String.format(
            Locale.ROOT,
            "%.0f images/s%s%n",
            accuracy.imagesPerSecond(),
            kept(accuracy) + depth(accuracy) + draft(accuracy)));
  }

  /** What the plan loses against the dense baseline, on the same requests. */
  void printLost(Accuracy dense, Accuracy accuracy) {
    Interval lost = LostAccuracy.between(dense.answers(), accuracy.answers());
    if (console.json()) {
      console.line(
          new JsonLine()
              .put("task", accuracy.task().text())
              .put("shots", accuracy.shots())
              .put("plan", selection.text())
              .put("baseline", "dense")
              .rounded("lost_points", lost.value())
              .rounded("lost_points_ci_low", lost.low())
              .rounded("lost_points_ci_high", lost.high()));
      return;
    }
    console.line(
        String.format(
            Locale.ROOT,
            "The plan loses %.1f points against the dense baseline (95%% interval %.1f to %.1f).%n",
            lost.value(),
            lost.low(),
            lost.high()));
  }

  private static String kept(Accuracy accuracy) {
    return Double.isNaN(accuracy.attentionKept())
        ? ""
        : String.format(
            Locale.ROOT,
            "; the visual tokens that were read have %.1f%% of the attention",
            PERCENT * accuracy.attentionKept());
  }

  private static String depth(Accuracy accuracy) {
    long[] exits = accuracy.depth().exits();
    return accuracy.depth().images() == exits[exits.length - 1]
        ? ""
        : String.format(
            Locale.ROOT,
            "; images left the resampler after %.2f layers on average, by layer %s",
            accuracy.depth().mean(),
            Arrays.toString(exits));
  }

  private static String draft(Accuracy accuracy) {
    double rate = accuracy.decoding().acceptanceRate();
    return Double.isNaN(rate)
        ? ""
        : String.format(
            Locale.ROOT,
            "; of the proposals %.1f%% were accepted, %.2f tokens a pass",
            PERCENT * rate,
            accuracy.decoding().tokensPerPass());
  }

  private String heading(Accuracy accuracy) {
    String plan = selection.text().isEmpty() ? "" : ", " + selection.text();
    return "%s, %s, %d shots%s".formatted(dataset, accuracy.task().text(), accuracy.shots(), plan);
  }

  private static void row(Table table, String kind, Tally tally) {
    Interval share = tally.share();
    table.row(
        kind,
        String.format(Locale.ROOT, "%.1f", PERCENT * share.value()),
        String.format(Locale.ROOT, "%.1f to %.1f", PERCENT * share.low(), PERCENT * share.high()),
        String.valueOf(tally.asked()));
  }

  private JsonLine json(Accuracy accuracy) {
    Interval share = accuracy.all().share();
    Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();
    accuracy
        .kinds()
        .forEach(
            (kind, tally) ->
                kinds.put(kind, Map.of("right", tally.right(), "asked", tally.asked())));
    return new JsonLine()
        .put("dataset", dataset)
        .put("task", accuracy.task().text())
        .put("shots", accuracy.shots())
        .put("plan", selection.text())
        .put("seed", seed)
        .put("right", accuracy.all().right())
        .put("asked", accuracy.all().asked())
        .rounded("accuracy", share.value())
        .rounded("accuracy_ci_low", share.low())
        .rounded("accuracy_ci_high", share.high())
        .rounded("images_per_s", accuracy.imagesPerSecond())
        .rounded("tokens_per_pass", accuracy.decoding().tokensPerPass())
        .rounded("acceptance_rate", accuracy.decoding().acceptanceRate())
        .rounded("attention_kept", accuracy.attentionKept())
        .rounded("mean_depth", accuracy.depth().mean())
        .put("exits", accuracy.depth().exits())
        .put("kinds", kinds)
        .put("broken", accuracy.broken().size());
  }
}
