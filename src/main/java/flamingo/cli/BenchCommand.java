package flamingo.cli;

import flamingo.benchmark.workload.Workload;
import flamingo.benchmark.workload.Workloads;
import flamingo.controller.WorkloadBenchmark;
import flamingo.controller.WorkloadRequest;
import flamingo.controller.WorkloadRequest.Beside;
import flamingo.controller.WorkloadTimes;
import flamingo.model.layer.ExactSaving;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: times one workload. */
@Command(
    name = "bench",
    description =
        "Time one workload on random weights; with --reference in pairs, A B B A. Figures from one process are indicative.")
final class BenchCommand implements Callable<Integer> {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  @Mixin private Console console;

  /** What to do: list the workloads, or time one. */
  static final class What {
    @Option(names = "--workload", paramLabel = "NAME", required = true, description = "Which one.")
    private String workload;

    @Option(names = "--list", required = true, description = "Name the workloads, and end.")
    private boolean list;
  }

  @ArgGroup(multiplicity = "1")
  private What what;

  @Mixin private Plan plan;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "SAVING",
      description = "Exact savings that are left out: ${COMPLETION-CANDIDATES}. Default: none.")
  private Set<ExactSaving> without = Set.of();

  @Option(
      names = "--reference",
      paramLabel = "WHAT",
      description =
          "Measure beside it: nd4j, the plain reference implementation, or dense, the baseline on the same engine.")
  private Beside beside;

  @Mixin private Threads threads;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Timed samples of each; a third of them where a call lasts 2 s. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Override
  public Integer call() {
    if (what.list) {
      list();
      return ExitCode.OK;
    }
    WorkloadRequest request =
        new WorkloadRequest(
            what.workload, plan.selection(), without, beside, threads.count(), samples);
    List<WorkloadTimes> measured = new WorkloadBenchmark(() -> false).run(request);
    if (console.json()) {
      measured.forEach(times -> console.line(json(times)));
    } else {
      print(measured);
    }
    return ExitCode.OK;
  }

  private void list() {
    Table table = new Table("workload", "what it computes");
    for (Workload workload : Workloads.usual()) {
      table.row(workload.name(), workload.description());
      if (console.json()) {
        console.line(
            new JsonLine()
                .put("workload", workload.name())
                .put("description", workload.description()));
      }
    }
    if (!console.json()) {
      table.lines().forEach(console::line);
      console.line("In other sizes: " + String.join(", ", Workloads.patterns()));
    }
  }

  private void print(List<WorkloadTimes> measured) {
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
    if (!first.times().steady()) {
      console.line("The times had not settled when measuring began; take these with care.");
    }
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
            .put("steady", times.times().steady());
    if (times.speedup() != null) {
      line.put("baseline", times.baseline())
          .rounded("speedup", times.speedup().value())
          .rounded("speedup_ci_low", times.speedup().low())
          .rounded("speedup_ci_high", times.speedup().high());
    }
    if (times.engine().note() != null) {
      line.put("note", times.engine().note());
    }
    return line;
  }
}
