package flamingo.report.page;

import static flamingo.report.page.Column.ACCEPTED;
import static flamingo.report.page.Column.ACCURACY;
import static flamingo.report.page.Column.BREAK_EVEN;
import static flamingo.report.page.Column.CHANGE;
import static flamingo.report.page.Column.COMPRESSION;
import static flamingo.report.page.Column.DEPTH;
import static flamingo.report.page.Column.ERROR;
import static flamingo.report.page.Column.HIT_RATE;
import static flamingo.report.page.Column.KERNEL;
import static flamingo.report.page.Column.P90;
import static flamingo.report.page.Column.PARAMETERS;
import static flamingo.report.page.Column.PEAK;
import static flamingo.report.page.Column.SAME_TOKENS;
import static flamingo.report.page.Column.SAMPLES;
import static flamingo.report.page.Column.SCORES;
import static flamingo.report.page.Column.SPEEDUP;
import static flamingo.report.page.Column.TANH;
import static flamingo.report.page.Column.THROUGHPUT;
import static flamingo.report.page.Column.TIME;
import static flamingo.report.page.Column.TOKENS;
import static flamingo.report.page.Column.VARIANT;
import static flamingo.report.page.Column.VERDICT;
import static flamingo.report.page.Column.WEIGHTS;
import static flamingo.report.page.Column.WORKLOAD;

import flamingo.report.ResultRow;
import java.util.List;
import java.util.Map;

/**
 * Which columns an experiment's table has. Where the study has a table, its columns come first.
 *
 * @param columns in order
 */
public record Layout(List<Column> columns) {
  private static final Layout SPEED =
      of(VARIANT, WORKLOAD, TIME, P90, SAMPLES, THROUGHPUT, SPEEDUP, VERDICT, KERNEL);

  private static final Layout REQUESTS =
      of(VARIANT, WORKLOAD, TIME, PEAK, SPEEDUP, VERDICT, ACCURACY, SAME_TOKENS, ERROR, THROUGHPUT);

  private static final Layout SCALE = of(VARIANT, WORKLOAD, TIME, P90, SAMPLES, THROUGHPUT, KERNEL);

  private static final Map<String, Layout> BY_EXPERIMENT =
      Map.ofEntries(
          Map.entry(
              "resampler",
              of(
                  VARIANT,
                  TIME,
                  P90,
                  SAMPLES,
                  THROUGHPUT,
                  TOKENS,
                  COMPRESSION,
                  SCORES,
                  PARAMETERS,
                  SPEEDUP,
                  VERDICT)),
          Map.entry("gates", of(WORKLOAD, VARIANT, TANH, CHANGE, TIME)),
          Map.entry("trained-gates", of(WORKLOAD, VARIANT, CHANGE, ACCURACY)),
          Map.entry("parameters", of(WORKLOAD, VARIANT, PARAMETERS)),
          Map.entry("end-to-end", of(WORKLOAD, VARIANT, TIME, P90, SAMPLES, THROUGHPUT)),
          Map.entry("study-cache", of(VARIANT, TIME, P90, SAMPLES, HIT_RATE, SPEEDUP, VERDICT)),
          Map.entry("study-tokens", of(VARIANT, TIME, P90, SAMPLES, PARAMETERS, SPEEDUP, VERDICT)),
          Map.entry("study-sparse", of(WORKLOAD, VARIANT, TIME, P90, SAMPLES, SPEEDUP, VERDICT)),
          Map.entry(
              "study-precision",
              of(VARIANT, TIME, P90, SAMPLES, SPEEDUP, ERROR, WEIGHTS, KERNEL, VERDICT)),
          Map.entry("speculation-costs", of(WORKLOAD, VARIANT, TIME, SPEEDUP, VERDICT, BREAK_EVEN)),
          Map.entry("study-depth", of(VARIANT, TIME, P90, SAMPLES, SPEEDUP, VERDICT)),
          Map.entry(
              "study-combined", of(VARIANT, TIME, THROUGHPUT, SPEEDUP, HIT_RATE, ERROR, VERDICT)),
          Map.entry(
              "cache", of(VARIANT, WORKLOAD, TIME, HIT_RATE, SPEEDUP, VERDICT, ACCURACY, ERROR)),
          Map.entry("tokens", REQUESTS),
          Map.entry("sparse", REQUESTS),
          Map.entry(
              "precision",
              of(
                  VARIANT,
                  WORKLOAD,
                  TIME,
                  SPEEDUP,
                  ERROR,
                  WEIGHTS,
                  KERNEL,
                  VERDICT,
                  ACCURACY,
                  SAME_TOKENS)),
          Map.entry(
              "depth", of(VARIANT, WORKLOAD, TIME, SPEEDUP, VERDICT, DEPTH, ACCURACY, SAME_TOKENS)),
          Map.entry(
              "speculative",
              of(VARIANT, WORKLOAD, TIME, SPEEDUP, VERDICT, ACCEPTED, SAME_TOKENS, ACCURACY)),
          Map.entry(
              "combined",
              of(
                  VARIANT,
                  WORKLOAD,
                  TIME,
                  THROUGHPUT,
                  SPEEDUP,
                  VERDICT,
                  HIT_RATE,
                  ACCURACY,
                  SAME_TOKENS)),
          Map.entry("dense", of(WORKLOAD, TIME, P90, SAMPLES, THROUGHPUT, ACCURACY, KERNEL)),
          Map.entry("control", SPEED),
          Map.entry("batch", SCALE),
          Map.entry("image-size", SCALE),
          Map.entry("length", SCALE),
          Map.entry("growth", SCALE),
          Map.entry("shots", of(WORKLOAD, VARIANT, ACCURACY, TIME, P90, SAMPLES, SPEEDUP)),
          Map.entry("visual-tokens", of(WORKLOAD, VARIANT, ACCURACY, TIME, SPEEDUP, VERDICT)));

  /** The study's columns where it has the experiment, else all that times and answers have. */
  public static Layout named(String experiment) {
    return BY_EXPERIMENT.getOrDefault(experiment, REQUESTS);
  }

  /** Rows of one experiment as a table. */
  public ResultTable table(List<ResultRow> rows) {
    return new ResultTable(
        columns.stream().map(Column::heading).toList(),
        rows.stream()
            .map(row -> columns.stream().map(column -> column.cell(row)).toList())
            .toList());
  }

  private static Layout of(Column... columns) {
    return new Layout(List.of(columns));
  }
}
