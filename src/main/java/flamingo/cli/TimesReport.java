package flamingo.cli;

import flamingo.benchmark.Flaw;
import flamingo.benchmark.PairedTimes;
import flamingo.controller.WorkloadTimes;
import java.util.List;
import java.util.Locale;

/** Prints the times of a workload. */
final class TimesReport {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private final Console console;

  TimesReport(Console console) {
    this.console = console;
  }

  void print(List<WorkloadTimes> measured) {
    if (console.json()) {
      measured.forEach(times -> console.line(json(times)));
    } else {
      printTable(measured);
    }
  }

  private void printTable(List<WorkloadTimes> measured) {
    Table table =
        new Table(
            "engine",
            "plan",
            "type",
            "median ms",
            "p10",
            "p90",
            "n",
            "GFLOP/s",
            "speed-up",
            "kernel");
    for (WorkloadTimes times : measured) {
      table.row(
          times.engine().engine(),
          times.variant(),
          type(times),
          number(times.times().median()),
          number(times.times().quantile(LOW)),
          number(times.times().quantile(HIGH)),
          String.valueOf(times.times().millis().size()),
          number(times.gigaflopsPerSecond()),
          speedup(times),
          times.kernel());
    }
    WorkloadTimes first = measured.get(0);
    console.line(
        "%s, %d threads, %s"
            .formatted(first.workload(), first.engine().threads(), first.engine().isa()));
    table.lines().forEach(console::line);
    console.line(
        String.format(
            Locale.ROOT, "Peak memory of this process: %.2f GB.", first.peakMemoryBytes() / 1e9));
    if (!Double.isNaN(first.attentionKept())) {
      console.line(
          String.format(
              Locale.ROOT,
              "The visual tokens that were read have %.1f%% of the attention.",
              100 * first.attentionKept()));
    }
    if (first.speedup() != null) {
      console.line(
          "Beside %s: %s.".formatted(first.baseline(), PairedTimes.verdict(first.speedup())));
    }
    if (!Double.isNaN(first.relativeL2Error())) {
      console.line(
          String.format(
              Locale.ROOT,
              "Scores of the first token: relative L2 error %.3g.",
              first.relativeL2Error()));
    }
    first.flaws().forEach(flaw -> console.line(flaw.word() + ": " + flaw.sentence() + "."));
  }

  private static String speedup(WorkloadTimes times) {
    return times.speedup() == null
        ? ""
        : String.format(
            Locale.ROOT,
            "%.3g (%.3g to %.3g)",
            times.speedup().value(),
            times.speedup().low(),
            times.speedup().high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3g" : "%.0f", value);
  }

  private static String type(WorkloadTimes times) {
    return times.precision().name().toLowerCase(Locale.ROOT);
  }

  private static JsonLine json(WorkloadTimes times) {
    JsonLine line =
        new JsonLine()
            .put("workload", times.workload())
            .put("engine", times.engine().engine())
            .put("variant", times.variant())
            .put("threads", times.engine().threads())
            .put("dtype", type(times))
            .rounded("median_ms", times.times().median())
            .rounded("p10_ms", times.times().quantile(LOW))
            .rounded("p90_ms", times.times().quantile(HIGH))
            .put("samples", times.times().millis().size())
            .put("flops", times.flops())
            .rounded("gflops_per_s", times.gigaflopsPerSecond())
            .put("kernel", times.kernel())
            .put("isa", times.engine().isa())
            .put("steady", times.times().steady())
            .put("flaws", times.flaws().stream().map(Flaw::word).toList())
            .put("peak_memory_bytes", times.peakMemoryBytes());
    if (!Double.isNaN(times.attentionKept())) {
      line.rounded("attention_kept", times.attentionKept());
    }
    if (times.speedup() != null) {
      line.put("baseline", times.baseline())
          .rounded("speedup", times.speedup().value())
          .rounded("speedup_ci_low", times.speedup().low())
          .rounded("speedup_ci_high", times.speedup().high())
          .put("relative_l2_error", times.relativeL2Error())
          .put("finding", PairedTimes.verdict(times.speedup()));
    }
    if (times.engine().note() != null) {
      line.put("note", times.engine().note());
    }
    return line;
  }
}
