package flamingo.report.page;

import flamingo.report.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report's text, in Markdown: the same rows give the same text. */
public final class ReportPage {
  private static final List<String> WHAT_IT_MEANS =
      List.of(
          "A speed-up is the baseline's time over the variant's, median of pairs that were measured in the order A B B A, with its 95% bootstrap interval; a difference is claimed only where the interval leaves out 1. Accuracy has Wilson's 95% interval.",
          "The study's figures are of a laptop GPU (RTX 4060) in PyTorch. Milliseconds of different machines say nothing about each other; each table says what may be compared. `study-` experiments have the study's sizes and random weights where they say so, the others run the trained Mini Flamingo.");

  private final List<ResultRow> rows;
  private final Map<String, String> charts;
  private final List<String> lines = new ArrayList<>();

  private ReportPage(List<ResultRow> rows, Map<String, String> charts) {
    this.rows = List.copyOf(rows);
    this.charts = charts;
  }

  /**
   * @param rows of any experiments, whoever measured them
   * @param charts file names by experiment, beside the page
   */
  public static String of(List<ResultRow> rows, Map<String, String> charts) {
    ReportPage page = new ReportPage(rows, charts);
    page.head();
    page.insights();
    Topic.all().forEach(page::topic);
    page.summary();
    page.exponents();
    page.others();
    return String.join("\n", page.lines) + "\n";
  }

  private void head() {
    lines.add("# Results");
    add("Made by `report`; the rows are in results.csv and results.json beside this page.");
    WHAT_IT_MEANS.forEach(this::add);
    lines.add("");
    lines.add("| | |");
    lines.add("| --- | --- |");
    environment("processor", ResultRow::cpu);
    environment("instructions", ResultRow::isa);
    environment("threads", row -> row.threads() == null ? null : row.threads().toString());
    environment("system", ResultRow::os);
    environment("Java", ResultRow::javaVersion);
    environment("program", ResultRow::appVersion);
    environment("models", ResultRow::model);
    environment("weights, SHA-256", ResultRow::modelSha256);
    environment("data", ResultRow::dataset);
    environment(
        "days", row -> row.timestamp().substring(0, Math.min(10, row.timestamp().length())));
  }

  private void environment(String name, Function<ResultRow, String> value) {
    String values =
        rows.stream()
            .map(value)
            .filter(text -> text != null && !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    lines.add("| %s | %s |".formatted(name, values.replace("|", "\\|")));
  }

  private void insights() {
    heading("Key insights");
    lines.add("");
    Insights.of(rows).forEach(sentence -> lines.add("- " + sentence));
  }

  private void topic(Topic topic) {
    if (rows.stream().noneMatch(row -> topic.experiments().contains(row.experiment()))) {
      return;
    }
    heading(topic.heading());
    topic.experiments().forEach(this::experiment);
  }

  private void experiment(String experiment) {
    List<ResultRow> own = rows.stream().filter(row -> row.experiment().equals(experiment)).toList();
    if (own.isEmpty()) {
      return;
    }
    add("Measured, `%s`:".formatted(experiment));
    table(Layout.named(experiment).table(own));
    if (charts.containsKey(experiment)) {
      add("![%s](%s)".formatted(experiment, charts.get(experiment)));
    }
    published(experiment);
  }

  private void summary() {
    Optional<ResultTable> summary = Summary.of(rows);
    if (summary.isEmpty()) {
      return;
    }
    heading("Summary");
    add(
        "The fastest setting of each optimization that loses at most 2 points of right answers, where they were counted.");
    table(summary.get());
    published(Summary.EXPERIMENT);
  }

  private void published(String experiment) {
    Published.all().stream()
        .filter(published -> published.experiment().equals(experiment))
        .forEach(this::published);
  }

  private void published(Published published) {
    add("Published by the study:");
    table(published.table());
    add("Comparable: " + published.comparable());
    if (!published.different().isEmpty()) {
      add("What the study did otherwise: " + published.different());
    }
  }

  private void exponents() {
    List<Exponents.Fitted> fitted = Exponents.of(rows);
    if (fitted.isEmpty()) {
      return;
    }
    heading("Complexity exponents");
    add(
        "Time as a power of size, by least squares of the logarithms, with Student's 95% interval.");
    table(Exponents.table(fitted));
  }

  private void others() {
    List<String> others =
        rows.stream().map(ResultRow::experiment).filter(id -> !Topic.knows(id)).distinct().toList();
    if (!others.isEmpty()) {
      heading("Further rows");
      others.forEach(this::experiment);
    }
  }

  private void heading(String text) {
    Stream.of("", "## " + text).forEach(lines::add);
  }

  private void add(String paragraph) {
    Stream.of("", paragraph).forEach(lines::add);
  }

  private void table(ResultTable table) {
    lines.add("");
    lines.addAll(table.markdown());
  }
}
