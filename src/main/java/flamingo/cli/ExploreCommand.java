package flamingo.cli;

import flamingo.benchmark.Effort;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.Explorations;
import flamingo.controller.BuiltInModels;
import flamingo.controller.ExplorationBenchmark;
import flamingo.controller.ExplorationRequest;
import flamingo.controller.NamedDatasets;
import flamingo.controller.Rigour;
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
  private static final int MOST_SAMPLES = 10_000;

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
      description = "Fewer samples and requests; about a quarter of an hour on two cores.")
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
    int requests = limit != null ? limit : rigour().architectureLimit();
    return new ExplorationRequest(
        NamedDatasets.open(NamedDatasets.SHAPES, requests, seed),
        explorations,
        requests,
        seed,
        effort());
  }

  private Effort effort() {
    Effort usual = rigour().architecture();
    int wanted = samples == null ? usual.samples() : samples;
    if (wanted < 1 || wanted > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples were asked for; choose 1 to %d.".formatted(wanted, MOST_SAMPLES));
    }
    return new Effort(wanted, usual.longestWarmUpMillis(), usual.longestMillis());
  }

  private Rigour rigour() {
    return quick ? Rigour.QUICK : Rigour.RIGOROUS;
  }
}
