package flamingo.cli;

import flamingo.benchmark.Effort;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.Explorations;
import flamingo.controller.BuiltInModels;
import flamingo.controller.ExplorationBenchmark;
import flamingo.controller.ExplorationRequest;
import flamingo.controller.NamedDatasets;
import flamingo.dataset.DatasetException;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explore}: the architecture in tables. */
@Command(
    name = "explore",
    description =
        "Measure the architecture: the resampler against self-attention, gates and masks, parameters and time of the whole, the steps of speculative decoding, the study's own settings, and how cost and answers change with size.")
final class ExploreCommand implements Callable<Integer> {
  /** Enough to see what pays, in five minutes on two cores. */
  static final Effort QUICK = new Effort(8, 500, 2_000);

  static final int QUICK_LIMIT = 100;

  private static final int MOST_SAMPLES = 10_000;
  private static final double WARM_UP_MILLIS = 10_000;
  private static final double MEASURING_MILLIS = 30_000;
  private static final int USUAL_LIMIT = 500;

  @Mixin private Console console;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Some experiments. Default: all. An unknown name lists them.")
  private Set<String> only =
      Explorations.all().stream().map(Exploration::id).collect(Collectors.toSet());

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Write each row at once. Rows that the file has from a run with the same settings are not measured again.")
  private Path csv;

  @Option(
      names = "--quick",
      description = "Fewer samples and requests; about five minutes on two cores.")
  private boolean quick;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Timed samples of each. Default: 20, quick 8.")
  private Integer samples;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Requests of a task whose answers are counted. Default: 500, quick 100.")
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
  public Integer call() throws DatasetException, ReportException {
    ExplorationRequest request = request();
    try (ResultJournal journal = csv == null ? ResultJournal.inMemory() : ResultJournal.open(csv);
        ExplorationReport report = new ExplorationReport(console);
        Interruption interruption = new Interruption(console, csv)) {
      BuiltInModels models = model.load(threads.count(), console);
      report.heading(models.load().join());
      new ExplorationBenchmark(models, interruption::requested, report).run(request, journal);
    }
    return ExitCode.OK;
  }

  private ExplorationRequest request() throws DatasetException {
    List<Exploration> explorations = Explorations.named(only);
    int requests = limit != null ? limit : quick ? QUICK_LIMIT : USUAL_LIMIT;
    return new ExplorationRequest(
        NamedDatasets.open(NamedDatasets.SHAPES, requests, seed),
        explorations,
        requests,
        seed,
        effort());
  }

  private Effort effort() {
    Effort usual = quick ? QUICK : new Effort(20, WARM_UP_MILLIS, MEASURING_MILLIS);
    int wanted = samples == null ? usual.samples() : samples;
    if (wanted < 1 || wanted > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples were asked for; choose 1 to %d.".formatted(wanted, MOST_SAMPLES));
    }
    return new Effort(wanted, usual.longestWarmUpMillis(), usual.longestMillis());
  }
}
