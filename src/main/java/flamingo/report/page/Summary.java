package flamingo.report.page;

import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each optimization gives at its best: the fastest setting that loses at most two points of
 * right answers against the dense baseline on the same workload, where they were counted.
 */
final class Summary {
  /** The study's name of its summary, and ours beside it. */
  static final String EXPERIMENT = "summary";

  private static final double MOST_LOST = 0.02;
  private static final double PERCENT = 100;
  private static final double MEGABYTE = 1e6;
  private static final List<String> OPTIMIZATIONS =
      List.of("cache", "tokens", "sparse", "precision", "depth", "speculative", "combined");
  private static final List<String> COLUMNS =
      List.of(
          "optimization",
          "setting",
          "workload",
          "speed-up (95% interval)",
          "weights saved (MB)",
          "right answers (points)");

  private final List<ResultRow> rows;

  private Summary(List<ResultRow> rows) {
    this.rows = rows;
  }

  /** Empty where no optimization was measured. */
  static Optional<ResultTable> of(List<ResultRow> rows) {
    Summary summary = new Summary(rows);
    List<List<String>> lines = new ArrayList<>();
    for (String optimization : OPTIMIZATIONS) {
      summary.best(optimization).map(summary::line).ifPresent(lines::add);
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(new ResultTable(COLUMNS, lines));
  }

  private Optional<ResultRow> best(String optimization) {
    return rows.stream()
        .filter(row -> row.experiment().equals(optimization))
        .filter(row -> row.speedup() != null && row.speedupCiLow() != null)
        .filter(row -> row.speedupCiHigh() != null)
        .filter(row -> gained(row).orElse(0.0) >= -MOST_LOST)
        .max(Comparator.comparing(ResultRow::speedupCiLow));
  }

  private List<String> line(ResultRow row) {
    boolean apart = row.speedupCiLow() > 1 || row.speedupCiHigh() < 1;
    String speedup =
        "%s (%s to %s)%s"
            .formatted(
                Numbers.of(row.speedup()),
                Numbers.of(row.speedupCiLow()),
                Numbers.of(row.speedupCiHigh()),
                apart ? "" : ", no significant difference");
    return List.of(
        row.experiment(),
        row.variant(),
        row.workload(),
        speedup,
        saved(row).map(bytes -> Numbers.of(bytes / MEGABYTE)).orElse(""),
        gained(row).map(share -> String.format(Locale.ROOT, "%+.1f", PERCENT * share)).orElse(""));
  }

  /** Share of right answers more than the dense baseline's. */
  private Optional<Double> gained(ResultRow row) {
    return row.accuracy() == null
        ? Optional.empty()
        : dense(row)
            .filter(dense -> dense.accuracy() != null)
            .map(dense -> row.accuracy() - dense.accuracy());
  }

  /** Bytes of weights that dense keeps and the row does not; none where it keeps more. */
  private Optional<Long> saved(ResultRow row) {
    return row.weightBytes() == null
        ? Optional.empty()
        : dense(row)
            .filter(dense -> dense.weightBytes() != null)
            .map(dense -> dense.weightBytes() - row.weightBytes())
            .filter(bytes -> bytes > 0);
  }

  private Optional<ResultRow> dense(ResultRow row) {
    return rows.stream()
        .filter(other -> other.experiment().equals("dense"))
        .filter(other -> other.workload().equals(row.workload()))
        .findFirst();
  }
}
