package flamingo.cli;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.controller.BuiltInModels;
import flamingo.controller.HeldOutImages;
import flamingo.controller.PlanTuner;
import flamingo.controller.TuneRequest;
import flamingo.dataset.DatasetException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tune}: the fastest plan that is right often enough. */
@Command(
    name = "tune",
    description =
        "Find the fastest plan on this machine that loses no more accuracy than a budget, by successive halving on paired times.")
final class TuneCommand implements Callable<Integer> {
  private static final int REQUESTS = 1000;
  private static final int QUICK_REQUESTS = 64;

  @Mixin private Console console;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "shapes|cifar10|DIR",
      description =
          "Images with captions, questions or labels, which right answers are counted by.")
  private String dataset;

  @Option(
      names = "--budget",
      required = true,
      paramLabel = "POINTS",
      description = "Points of accuracy, of 100, that may be lost in any task.")
  private double budget;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Requests of each task in the last round, and as many in the test on other images. Default: 1000, and 64 with --quick.")
  private Integer limit;

  @Option(
      names = "--quick",
      description = "Take minutes: fewer requests, and times of 4 images after a short warm-up.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of images and requests. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException, TaskException {
    int asked = limit != null ? limit : quick ? QUICK_REQUESTS : REQUESTS;
    HeldOutImages images = HeldOutImages.of(dataset, Math.max(1, asked), seed);
    TuneRequest request = new TuneRequest(images, budget, asked, seed, quick);
    TuneReport report = new TuneReport(console);
    BuiltInModels models = model.load(threads.count(), console);
    report.print(new PlanTuner(models, () -> false, report).run(request), budget);
    return ExitCode.OK;
  }
}
