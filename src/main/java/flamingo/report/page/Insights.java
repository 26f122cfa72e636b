package flamingo.report.page;

import flamingo.benchmark.Interval;
import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Sentences that the measured numbers support: a difference is claimed only where its interval
 * leaves out none.
 */
final class Insights {
  private static final List<String> OPTIMIZATIONS =
      List.of(
          "study-cache",
          "study-tokens",
          "study-sparse",
          "study-precision",
          "study-depth",
          "study-combined",
          "cache",
          "tokens",
          "sparse",
          "precision",
          "depth",
          "speculative",
          "combined");

  private static final int PERCENT = 100;

  private Insights() {}

  static List<String> of(List<ResultRow> rows) {
    List<String> sentences = new ArrayList<>();
    compared(rows, "resampler").stream().forEach(row -> sentences.add(compared(row)));
    control(rows, sentences);
    for (String experiment : OPTIMIZATIONS) {
      optimization(compared(rows, experiment), rows, sentences);
    }
    for (Exponents.Fitted fitted : Exponents.of(rows)) {
      sentences.add(growth(fitted));
    }
    return sentences;
  }

  private static void control(List<ResultRow> rows, List<String> sentences) {
    List<ResultRow> control = compared(rows, "control");
    long apart = control.stream().filter(row -> speedup(row).excludes(1)).count();
    if (!control.isEmpty()) {
      sentences.add(
          "The baseline against itself differs significantly on %d of %d workloads; %s"
              .formatted(
                  apart,
                  control.size(),
                  apart == 0
                      ? "differences found elsewhere are not the measurement's."
                      : "smaller differences than those mean nothing."));
    }
  }

  /** The fastest setting, if it is faster; else that none is. */
  private static void optimization(
      List<ResultRow> compared, List<ResultRow> all, List<String> sentences) {
    if (compared.isEmpty()) {
      return;
    }
    ResultRow fastest =
        compared.stream().max(Comparator.comparing(ResultRow::speedupCiLow)).orElseThrow();
    if (speedup(fastest).excludes(1) && fastest.speedup() > 1) {
      sentences.add(compared(fastest) + answers(fastest, all));
    } else {
      sentences.add(
          "No setting of %s is significantly faster than %s here; at best %s on %s: %s."
              .formatted(
                  fastest.experiment(),
                  fastest.baseline(),
                  fastest.variant(),
                  fastest.workload(),
                  times(fastest)));
    }
  }

  private static String compared(ResultRow row) {
    String faster = row.speedup() > 1 ? "is faster than" : "is slower than";
    String verb = speedup(row).excludes(1) ? faster : "does not differ significantly from";
    return "%s: %s %s %s on %s, %s."
        .formatted(
            row.experiment(), row.variant(), verb, row.baseline(), row.workload(), times(row));
  }

  private static String times(ResultRow row) {
    return "%s times as fast (95%% interval %s to %s)"
        .formatted(
            Numbers.of(row.speedup()),
            Numbers.of(row.speedupCiLow()),
            Numbers.of(row.speedupCiHigh()));
  }

  /** Right answers beside the dense baseline's on the same workload. */
  private static String answers(ResultRow row, List<ResultRow> all) {
    if (row.accuracy() == null || row.accuracyCiLow() == null || row.accuracyCiHigh() == null) {
      return "";
    }
    return of(all, "dense").stream()
        .filter(dense -> dense.workload().equals(row.workload()))
        .filter(dense -> dense.accuracyCiLow() != null && dense.accuracyCiHigh() != null)
        .filter(dense -> dense.accuracy() != null)
        .findFirst()
        .map(dense -> answers(row, dense))
        .orElse("");
  }

  private static String answers(ResultRow row, ResultRow dense) {
    boolean apart =
        row.accuracyCiHigh() < dense.accuracyCiLow()
            || row.accuracyCiLow() > dense.accuracyCiHigh();
    return String.format(
        Locale.ROOT,
        " %s: %.1f%% right against %.1f%%, %s.",
        row.accuracyTask(),
        PERCENT * row.accuracy(),
        PERCENT * dense.accuracy(),
        apart ? "apart" : "intervals that overlap");
  }

  private static String growth(Exponents.Fitted fitted) {
    return "Time of %s (%s) grows as %s^%s between %s and %s."
        .formatted(
            fitted.workload(),
            fitted.experiment(),
            fitted.quantity(),
            Exponents.exponent(fitted.law().exponent()),
            Numbers.of(fitted.smallest()),
            Numbers.of(fitted.largest()));
  }

  private static Interval speedup(ResultRow row) {
    return new Interval(row.speedup(), row.speedupCiLow(), row.speedupCiHigh());
  }

  private static List<ResultRow> compared(List<ResultRow> rows, String experiment) {
    return of(rows, experiment).stream()
        .filter(row -> row.speedup() != null)
        .filter(row -> row.speedupCiLow() != null && row.speedupCiHigh() != null)
        .toList();
  }

  private static List<ResultRow> of(List<ResultRow> rows, String experiment) {
    return rows.stream().filter(row -> row.experiment().equals(experiment)).toList();
  }
}
