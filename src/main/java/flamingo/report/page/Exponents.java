package flamingo.report.page;

import flamingo.benchmark.Interval;
import flamingo.benchmark.PowerLaw;
import flamingo.report.ResultRow;
import flamingo.report.SizedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How time grows with size, series by series, fitted as a power law. */
public final class Exponents {
  private static final Set<String> EXPERIMENTS = Set.of("batch", "image-size", "length", "growth");

  private Exponents() {}

  /**
   * A fitted series.
   *
   * @param workload what is computed
   * @param quantity what grows
   */
  public record Fitted(
      String experiment,
      String workload,
      String quantity,
      double smallest,
      double largest,
      PowerLaw law) {}

  /** Every series of three sizes or more that was measured to see growth. */
  public static List<Fitted> of(List<ResultRow> rows) {
    Map<String, List<ResultRow>> byExperiment = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> EXPERIMENTS.contains(row.experiment()) && row.medianMs() != null)
        .forEach(
            row ->
                byExperiment
                    .computeIfAbsent(row.experiment(), absent -> new ArrayList<>())
                    .add(row));
    List<Fitted> fitted = new ArrayList<>();
    byExperiment.forEach(
        (experiment, own) ->
            SizedRow.series(own)
                .forEach((workload, series) -> fit(experiment, workload, series, fitted)));
    return fitted;
  }

  private static void fit(
      String experiment, String workload, List<SizedRow> series, List<Fitted> fitted) {
    List<Double> sizes = series.stream().map(SizedRow::size).toList();
    if (sizes.stream().distinct().count() < PowerLaw.LEAST_POINTS) {
      return;
    }
    List<Double> times = series.stream().map(each -> each.row().medianMs()).toList();
    fitted.add(
        new Fitted(
            experiment,
            workload,
            series.get(0).quantity(),
            sizes.stream().min(Double::compare).orElseThrow(),
            sizes.stream().max(Double::compare).orElseThrow(),
            PowerLaw.fit(sizes, times)));
  }

  /** The exponents with their intervals. */
  public static ResultTable table(List<Fitted> fitted) {
    return new ResultTable(
        List.of("experiment", "workload", "grows with", "from", "to", "exponent (95% interval)"),
        fitted.stream()
            .map(
                each ->
                    List.of(
                        each.experiment(),
                        each.workload(),
                        each.quantity(),
                        Numbers.of(each.smallest()),
                        Numbers.of(each.largest()),
                        exponent(each.law().exponent())))
            .toList());
  }

  static String exponent(Interval exponent) {
    return Numbers.interval(exponent.value(), exponent.low(), exponent.high());
  }
}
