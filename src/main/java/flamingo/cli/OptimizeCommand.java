package flamingo.cli;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.controller.BuiltInModels;
import flamingo.controller.Experiments;
import flamingo.controller.Forks;
import flamingo.controller.HeldOutImages;
import flamingo.controller.NamedDatasets;
import flamingo.controller.OptimizationBenchmark;
import flamingo.controller.OptimizationRequest;
import flamingo.controller.Rigour;
import flamingo.controller.Sweep;
import flamingo.dataset.DatasetException;
import flamingo.optimization.PlanException;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code optimize}: what each optimization gains and costs. */
@Command(
    name = "optimize",
    description =
        "Measure every setting of every optimization and their combination in pairs with the dense baseline, with right answers beside each.")
final class OptimizeCommand implements Callable<Integer> {
  @Mixin private Console console;

  /** What is measured beside the baseline. */
  static final class Which {
    @Option(
        names = "--only",
        split = ",",
        paramLabel = "ID",
        description =
            "Some experiments: the optimizations' ids and combined. The control is always measured. Default: all.")
    private Set<String> only = Set.copyOf(Experiments.ids());

    @Option(
        names = "--sweep",
        paramLabel = "FILE",
        description =
            "Plans of one's own, in a JSON file such as {\"plans\": [\"tokens=16\"], \"workloads\": [\"caption-64\"]}.")
    private Path sweep;
  }

  @ArgGroup private Which which = new Which();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Write each row at once. Rows that the file has from a run with the same settings are not measured again.")
  private Path csv;

  /** How much effort is made. */
  static final class Thoroughness {
    @Option(names = "--quick", description = "Fewer samples and requests; within 15 minutes.")
    private boolean quick;

    @Option(
        names = "--forks",
        paramLabel = "N",
        description =
            "Take times in N fresh processes each. Default: in this one, which is indicative only.")
    private int forks;
  }

  @ArgGroup private Thoroughness thoroughness = new Thoroughness();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Requests of a task whose answers are counted. Default: 1000, quick 200.")
  private Integer limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of images and requests. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException, TaskException, ReportException, PlanException {
    OptimizationRequest request = request();
    try (ResultJournal journal = csv == null ? ResultJournal.inMemory() : ResultJournal.open(csv);
        OptimizationReport report = new OptimizationReport(console);
        Interruption interruption = new Interruption(console, csv)) {
      BuiltInModels models = model.load(threads.count(), console);
      report.heading(models.load().join());
      new OptimizationBenchmark(models, interruption::requested, report).run(request, journal);
    }
    return ExitCode.OK;
  }

  private OptimizationRequest request() throws DatasetException, PlanException {
    if (which.sweep == null) {
      boolean combined = which.only.contains(Variant.COMBINED);
      return request(Experiments.variants(which.only), RequestWorkload.usual(), combined);
    }
    Sweep sweep = Sweep.read(which.sweep);
    return request(sweep.variants(), sweep.workloads(), false);
  }

  private OptimizationRequest request(
      List<Variant> variants, List<RequestWorkload> workloads, boolean combined)
      throws DatasetException {
    Rigour rigour = thoroughness.quick ? Rigour.QUICK : Rigour.RIGOROUS;
    int requests = limit != null ? limit : rigour.optimizationsLimit();
    return new OptimizationRequest(
        HeldOutImages.of(NamedDatasets.SHAPES, requests, seed),
        variants,
        workloads,
        combined,
        requests,
        seed,
        rigour.optimizations(),
        rigour.optimizationsMillis(),
        new Forks(thoroughness.forks, forkArguments()));
  }

  private List<String> forkArguments() {
    List<String> arguments = new ArrayList<>(model.arguments());
    arguments.addAll(List.of("--threads", String.valueOf(threads.count())));
    return arguments;
  }
}
