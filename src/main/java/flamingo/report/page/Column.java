package flamingo.report.page;

import flamingo.benchmark.BreakEven;
import flamingo.benchmark.Interval;
import flamingo.benchmark.PairedTimes;
import flamingo.report.ResultRow;
import flamingo.report.SizedRow;
import java.util.Locale;
import java.util.function.Function;

/** A column of a table of results: its heading with its unit, and what it shows of a row. */
enum Column {
  WORKLOAD("workload", ResultRow::workload),
  VARIANT("variant", ResultRow::variant),
  TIME("time (ms)", row -> Numbers.of(row.medianMs())),
  P90("p90 (ms)", row -> Numbers.of(row.p90Ms())),
  P99("p99 (ms)", row -> Numbers.of(row.p99Ms())),
  SAMPLES("samples", row -> row.samples() == null ? "" : row.samples().toString()),
  THROUGHPUT("per second", row -> Numbers.of(row.throughputPerS())),
  SPEEDUP("speed-up (95% interval)", Column::speedup),
  VERDICT("finding", Column::verdict),
  ACCURACY(
      "right % (95% interval)",
      row -> Numbers.percentInterval(row.accuracy(), row.accuracyCiLow(), row.accuracyCiHigh())),
  CHANGE("relative change", row -> Numbers.small(row.relativeL2Error())),
  ERROR("relative L2 error", row -> Numbers.small(row.relativeL2Error())),
  SAME_TOKENS("same tokens %", row -> Numbers.percent(row.tokenAgreement())),
  HIT_RATE("cache hits %", row -> Numbers.percent(row.cacheHitRate())),
  ACCEPTED("accepted %", row -> Numbers.percent(row.acceptanceRate())),
  DEPTH("mean depth", row -> Numbers.of(row.meanDepth())),
  WEIGHTS("weights (MB)", row -> megabytes(row.weightBytes())),
  PEAK("peak memory (MB)", row -> megabytes(row.peakMemoryBytes())),
  KERNEL("kernel", row -> row.kernel() == null ? "" : row.kernel()),
  PARAMETERS("parameters", Column::parameters),
  TOKENS("tokens/image", row -> size(row, size -> whole(size))),
  COMPRESSION("compression", row -> size(row, size -> compression(size))),
  SCORES("attention scores a layer and head", row -> size(row, size -> scores(size))),
  BREAK_EVEN("pays from acceptance %", Column::breakEven),
  TANH("tanh(gate)", row -> size(row, size -> Numbers.of(Math.tanh(size))));

  private static final double FEATURES = 576;
  private static final double MEGABYTE = 1e6;
  private static final long FP32_BYTES = 4;

  private final String heading;
  private final Function<ResultRow, String> cell;

  Column(String heading, Function<ResultRow, String> cell) {
    this.heading = heading;
    this.cell = cell;
  }

  String heading() {
    return heading;
  }

  String cell(ResultRow row) {
    String text = cell.apply(row);
    return text == null ? "" : text;
  }

  private static String speedup(ResultRow row) {
    return row.speedup() == null
        ? "baseline"
        : Numbers.interval(row.speedup(), row.speedupCiLow(), row.speedupCiHigh());
  }

  private static String verdict(ResultRow row) {
    return row.speedup() == null || row.speedupCiLow() == null || row.speedupCiHigh() == null
        ? ""
        : PairedTimes.verdict(new Interval(row.speedup(), row.speedupCiLow(), row.speedupCiHigh()));
  }

  private static String parameters(ResultRow row) {
    return row.weightBytes() == null ? "" : Numbers.whole(row.weightBytes() / FP32_BYTES);
  }

  private static String breakEven(ResultRow row) {
    if (row.speedup() == null) {
      return "";
    }
    return size(
        row,
        proposals -> {
          double steps = (proposals + 1) / row.speedup();
          Double rate = BreakEven.acceptance((int) Math.round(proposals), steps);
          return rate == null ? "never" : Numbers.percent(rate);
        });
  }

  private static String megabytes(Long bytes) {
    return bytes == null ? "" : Numbers.of(bytes / MEGABYTE);
  }

  private static String size(ResultRow row, Function<Double, String> text) {
    return SizedRow.of(row).map(SizedRow::size).map(text).orElse("");
  }

  private static String whole(double size) {
    return Numbers.whole(Math.round(size));
  }

  private static String compression(double tokens) {
    return String.format(Locale.ROOT, "%.1fx", FEATURES / tokens);
  }

  /** Latents attend to features and latents; all features attend to each other. */
  private static String scores(double tokens) {
    double keys = tokens < FEATURES ? FEATURES + tokens : FEATURES;
    return whole(tokens * keys);
  }
}
