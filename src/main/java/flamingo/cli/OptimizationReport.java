package flamingo.cli;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.Interval;
import flamingo.benchmark.PairedTimes;
import flamingo.controller.LoadedModel;
import flamingo.controller.OptimizationListener;
import flamingo.report.ResultCsv;
import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints rows as they come: JSON lines at once, or a table as soon as an experiment is over. */
final class OptimizationReport implements OptimizationListener, AutoCloseable {
  private static final double MEGABYTE = 1e6;
  private static final int PERCENT = 100;
  private static final String[] COLUMNS = {
    "variant",
    "workload",
    "median ms",
    "p90",
    "p99",
    "n",
    "requests/s",
    "speed-up",
    "95% interval",
    "finding",
    "right %",
    "95% interval",
    "L2 error",
    "same tokens",
    "hits",
    "accepted",
    "depth",
    "peak MB",
    "weights MB",
    "kernel"
  };

  private final Console console;
  private final ExperimentProgress progress;
  private final List<ResultRow> rows = new ArrayList<>();
  private final Map<ResultRow, Set<Flaw>> flaws = new HashMap<>();
  private int measured;
  private int kept;

  OptimizationReport(Console console) {
    this.console = console;
    this.progress = new ExperimentProgress(console);
  }

  void heading(LoadedModel model) {
    Environment environment = Environment.current();
    String heading =
        String.format(
            Locale.ROOT,
            "%s, %s, %d threads; %s; governor %s, load %.1f; Java %s; model %s, SHA-256 %.12s",
            model.engine().engine(),
            model.engine().isa(),
            model.engine().threads(),
            environment.cpu(),
            environment.governor() == null ? "unknown" : environment.governor(),
            environment.load(),
            environment.java(),
            model.name(),
            model.sha256());
    if (console.json()) {
      console.note(heading);
    } else {
      console.line(heading);
    }
  }

  @Override
  public void started(int step, int steps, String what) {
    progress.started(step, steps, what);
  }

  @Override
  public void row(ResultRow row, Set<Flaw> found) {
    measured++;
    flaws.put(row, found);
    show(row);
  }

  @Override
  public void kept(ResultRow row) {
    kept++;
    show(row);
  }

  private void show(ResultRow row) {
    if (console.json()) {
      console.line(json(row));
      return;
    }
    if (!rows.isEmpty() && !isOfOneTable(rows.get(rows.size() - 1), row)) {
      printTable();
    }
    rows.add(row);
  }

  /** The baseline's rows stand in the control's table. */
  private static boolean isOfOneTable(ResultRow before, ResultRow row) {
    return before.baseline() == null
        || row.baseline() == null
        || before.experiment().equals(row.experiment());
  }

  @Override
  public void note(String sentence) {
    printTable();
    console.note(sentence);
  }

  private void printTable() {
    if (rows.isEmpty()) {
      return;
    }
    Table table = new Table(COLUMNS);
    rows.forEach(row -> table.row(cells(row)));
    console.line("");
    console.line(rows.get(rows.size() - 1).experiment());
    table.lines().forEach(console::line);
    flaws.values().stream()
        .flatMap(Set::stream)
        .distinct()
        .sorted()
        .forEach(flaw -> console.line(flaw.word() + ": " + flaw.sentence() + "."));
    rows.clear();
    flaws.clear();
  }

  private String[] cells(ResultRow row) {
    boolean compared = row.speedup() != null;
    return new String[] {
      row.variant(),
      row.workload(),
      number(row.medianMs()),
      number(row.p90Ms()),
      number(row.p99Ms()),
      String.valueOf(row.samples()),
      number(row.throughputPerS()),
      compared ? number(row.speedup()) : "",
      compared ? number(row.speedupCiLow()) + " to " + number(row.speedupCiHigh()) : "",
      compared ? finding(row) : "baseline",
      percent(row.accuracy()),
      row.accuracy() == null
          ? ""
          : percent(row.accuracyCiLow()) + " to " + percent(row.accuracyCiHigh()),
      row.relativeL2Error() == null
          ? ""
          : String.format(Locale.ROOT, "%.1e", row.relativeL2Error()),
      percent(row.tokenAgreement()),
      percent(row.cacheHitRate()),
      percent(row.acceptanceRate()),
      number(row.meanDepth()),
      number(row.peakMemoryBytes() / MEGABYTE),
      number(row.weightBytes() / MEGABYTE),
      row.kernel()
    };
  }

  private String finding(ResultRow row) {
    Interval speedup = new Interval(row.speedup(), row.speedupCiLow(), row.speedupCiHigh());
    return Stream.concat(
            Stream.of(PairedTimes.verdict(speedup)),
            flaws.getOrDefault(row, Set.of()).stream().map(Flaw::word))
        .collect(Collectors.joining(", "));
  }

  private static String number(Double value) {
    return value == null
        ? ""
        : String.format(Locale.ROOT, value < PERCENT ? "%.3g" : "%.0f", value);
  }

  private static String percent(Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f", PERCENT * share);
  }

  private static JsonLine json(ResultRow row) {
    JsonLine line = new JsonLine();
    ResultCsv.fields(row).forEach(line::put);
    return line;
  }

  @Override
  public void close() {
    progress.close();
    printTable();
    if (kept > 0) {
      console.note("%d rows were there already, %d were measured.".formatted(kept, measured));
    }
  }
}
