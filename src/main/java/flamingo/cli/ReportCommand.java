package flamingo.cli;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.exploration.Explorations;
import flamingo.controller.BuiltInModels;
import flamingo.controller.Experiments;
import flamingo.controller.ExplorationBenchmark;
import flamingo.controller.ExplorationRequest;
import flamingo.controller.OptimizationBenchmark;
import flamingo.controller.OptimizationRequest;
import flamingo.controller.Rigour;
import flamingo.dataset.DatasetException;
import flamingo.report.ReportException;
import flamingo.report.ResultCsv;
import flamingo.report.ResultJournal;
import flamingo.report.ResultReader;
import flamingo.report.ResultRow;
import flamingo.report.page.ReportFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}: all experiments as tables, pictures and files. */
@Command(
    name = "report",
    description =
        "Make all experiments, or read their rows, and write results.md beside the study's figures, with CSV, JSON and charts. About 25 minutes on two cores; a run that was stopped goes on.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the report, made if it is not there.")
  private Path out;

  @Option(
      names = "--from",
      split = ",",
      paramLabel = "CSV",
      description = "Rows that explore and optimize have written; then nothing is measured.")
  private List<Path> from = List.of();

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
    ReportFolder.prepare(out);
    List<ResultRow> rows = from.isEmpty() ? measured() : read();
    ReportFolder.write(out, rows);
    Path page = out.resolve("results.md");
    if (console.json()) {
      console.line(new JsonLine().put("report", page.toString()).put("rows", rows.size()));
    } else {
      console.line("%s: %d rows.".formatted(page, rows.size()));
    }
    return ExitCode.OK;
  }

  private List<ResultRow> read() throws ReportException {
    List<ResultRow> rows = new ArrayList<>();
    for (Path file : from) {
      rows.addAll(ResultReader.read(file));
    }
    ResultCsv.write(out.resolve(ReportFolder.CSV), rows);
    return rows;
  }

  private List<ResultRow> measured() throws DatasetException, TaskException, ReportException {
    Path csv = out.resolve(ReportFolder.CSV);
    List<ResultRow> rows = new ArrayList<>();
    try (ResultJournal journal = ResultJournal.open(csv);
        ProgressListener listener = new ProgressListener(console);
        Interruption interruption = new Interruption(console, csv)) {
      BuiltInModels models = model.load(threads.count(), console);
      rows.addAll(
          new ExplorationBenchmark(models, interruption::requested, listener)
              .run(explorations(), journal));
      rows.addAll(
          new OptimizationBenchmark(models, interruption::requested, listener)
              .run(optimizations(), journal));
    }
    return rows;
  }

  private ExplorationRequest explorations() throws DatasetException {
    return Rigour.QUICK.request(Explorations.all(), seed);
  }

  private OptimizationRequest optimizations() throws DatasetException {
    return Rigour.QUICK.request(Experiments.variants(Set.copyOf(Experiments.ids())), true, seed);
  }
}
