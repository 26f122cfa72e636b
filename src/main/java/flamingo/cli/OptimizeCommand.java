package flamingo.cli;

import flamingo.benchmark.Effort;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.controller.BuiltInModels;
import flamingo.controller.Experiments;
import flamingo.controller.NamedDatasets;
import flamingo.controller.OptimizationBenchmark;
import flamingo.controller.OptimizationRequest;
import flamingo.dataset.DatasetException;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code optimize}: what each optimization gains and costs. */
@Command(
    name = "optimize",
    description =
        "Measure every setting of every optimization and their combination in pairs with the dense baseline, with right answers beside each.")
final class OptimizeCommand implements Callable<Integer> {
  private static final Effort QUICK = new Effort(20, 1_500, 4_000);
  private static final Effort USUAL = new Effort(60, 10_000, 30_000);
  private static final double QUICK_MILLIS = 12 * 60_000;
  private static final int QUICK_LIMIT = 300;
  private static final int USUAL_LIMIT = 1000;

  @Mixin private Console console;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description =
          "Some experiments: the optimizations' ids and combined. The control is always measured. Default: all.")
  private Set<String> only = Set.copyOf(Experiments.ids());

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Write each row at once. Rows that the file has from a run with the same settings are not measured again.")
  private Path csv;

  @Option(names = "--quick", description = "Fewer samples and requests; within 15 minutes.")
  private boolean quick;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Requests of a task whose answers are counted. Default: 1000, quick 300.")
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
  public Integer call() throws DatasetException, TaskException, ReportException {
    int requests = limit != null ? limit : quick ? QUICK_LIMIT : USUAL_LIMIT;
    OptimizationRequest request =
        new OptimizationRequest(
            NamedDatasets.open(NamedDatasets.SHAPES, requests, seed),
            Experiments.variants(only),
            RequestWorkload.usual(),
            only.contains(Variant.COMBINED),
            requests,
            seed,
            quick ? QUICK : USUAL,
            quick ? QUICK_MILLIS : Double.POSITIVE_INFINITY,
            0);
    try (ResultJournal journal = csv == null ? ResultJournal.inMemory() : ResultJournal.open(csv);
        OptimizationReport report = new OptimizationReport(console);
        Interruption interruption = new Interruption(console, csv)) {
      BuiltInModels models = model.load(threads.count(), console);
      report.heading(models.load().join());
      new OptimizationBenchmark(models, interruption::requested, report).run(request, journal);
    }
    return ExitCode.OK;
  }
}
