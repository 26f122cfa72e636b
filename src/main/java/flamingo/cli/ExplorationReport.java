package flamingo.cli;

import flamingo.benchmark.Environment;
import flamingo.benchmark.Flaw;
import flamingo.benchmark.exploration.Explorations;
import flamingo.controller.LoadedModel;
import flamingo.controller.OptimizationListener;
import flamingo.report.ResultCsv;
import flamingo.report.ResultRow;
import flamingo.report.page.Exponents;
import flamingo.report.page.Layout;
import flamingo.report.page.ResultTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints rows as they come: JSON lines at once, or a table as soon as an experiment is over. */
final class ExplorationReport implements OptimizationListener, AutoCloseable {
  private final Console console;
  private final ExperimentProgress progress;
  private final List<ResultRow> rows = new ArrayList<>();
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

  ExplorationReport(Console console) {
    this.console = console;
    this.progress = new ExperimentProgress(console);
  }

  void heading(LoadedModel model) {
    Environment environment = Environment.current();
    String heading =
        String.format(
            Locale.ROOT,
            "%s, %s, %d threads; %s; load %.1f; Java %s; model %s",
            model.engine().engine(),
            model.engine().isa(),
            model.engine().threads(),
            environment.cpu(),
            environment.load(),
            environment.java(),
            model.name());
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
    kept(row);
    flaws.addAll(found);
  }

  @Override
  public void kept(ResultRow row) {
    if (console.json()) {
      JsonLine line = new JsonLine();
      ResultCsv.fields(row).forEach(line::put);
      console.line(line);
      return;
    }
    if (!rows.isEmpty() && !rows.get(0).experiment().equals(row.experiment())) {
      printTable();
    }
    rows.add(row);
  }

  @Override
  public void note(String sentence) {
    console.note(sentence);
  }

  private void printTable() {
    if (rows.isEmpty()) {
      return;
    }
    console.line("");
    console.line(Explorations.named(List.of(rows.get(0).experiment())).get(0).title());
    print(Layout.named(rows.get(0).experiment()).table(rows));
    List<Exponents.Fitted> fitted = Exponents.of(rows);
    if (!fitted.isEmpty()) {
      console.line("");
      print(Exponents.table(fitted));
    }
    flaws.forEach(flaw -> console.line(flaw.word() + ": " + flaw.sentence() + "."));
    rows.clear();
    flaws.clear();
  }

  private void print(ResultTable result) {
    Table table = new Table(result.columns().toArray(String[]::new));
    result.rows().forEach(row -> table.row(row.toArray(String[]::new)));
    table.lines().forEach(console::line);
  }

  @Override
  public void close() {
    progress.close();
    printTable();
  }
}
