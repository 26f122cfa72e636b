package flamingo.cli;

import flamingo.benchmark.workload.Workload;
import flamingo.benchmark.workload.Workloads;
import flamingo.controller.WorkloadBenchmark;
import flamingo.controller.WorkloadRequest;
import flamingo.controller.WorkloadRequest.Beside;
import flamingo.model.layer.ExactSaving;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: times one workload. */
@Command(
    name = "bench",
    description =
        "Time one workload on random weights; with --reference in pairs, A B B A. Figures from one process are indicative.")
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

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

  @Option(
      names = "--random-weights",
      description =
          "Weights are random, as they always are here: a model of any size is tried before it is downloaded.")
  private boolean randomWeights;

  /** Other commands have this option, so it is asked for here, too. */
  @Option(names = "--model", hidden = true, description = "None: weights are random.")
  void model(Path path) {
    throw new ParameterException(
        command.commandLine(),
        "bench times random weights, which are as fast as trained ones: name a size, as --workload of3b; or measure requests to %s by optimize --model."
            .formatted(path));
  }

  @Mixin private Plan plan;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "SAVING",
      description = "Exact savings that are left out: ${COMPLETION-CANDIDATES}. Default: none.")
  private Set<ExactSaving> without = Set.of();

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "SAVING",
      description = "Exact savings that are added although they are off by default.")
  private Set<ExactSaving> with = Set.of();

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

  @Option(
      names = "--profile",
      description =
          "Show where the time goes, operation by operation, against this machine's measured best, over N passes.")
  private boolean profile;

  @Override
  public Integer call() {
    if (what.list) {
      list();
      return ExitCode.OK;
    }
    WorkloadRequest request =
        new WorkloadRequest(
            what.workload, plan.selection().using(savings()), beside, threads.count(), samples);
    WorkloadBenchmark benchmark = new WorkloadBenchmark(() -> false);
    if (profile) {
      new ProfileReport(console).print(benchmark.profile(request));
      return ExitCode.OK;
    }
    new TimesReport(console).print(benchmark.run(request));
    return ExitCode.OK;
  }

  private Set<ExactSaving> savings() {
    Set<ExactSaving> savings = EnumSet.copyOf(plan.selection().plan().savings());
    savings.addAll(with);
    savings.removeAll(without);
    return savings;
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
}
