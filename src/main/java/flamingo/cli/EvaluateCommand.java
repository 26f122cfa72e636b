package flamingo.cli;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.Task;
import flamingo.controller.AccuracyController;
import flamingo.controller.AccuracyRequest;
import flamingo.controller.BuiltInModels;
import flamingo.controller.NamedDatasets;
import flamingo.dataset.DatasetException;
import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: how often the model answers right. */
@Command(
    name = "evaluate",
    description =
        "Count right answers on images that were never trained on, with Wilson's 95%% interval.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "shapes|cifar10|DIR",
      description = "Images drawn by the program, photographs of ten classes, or a folder.")
  private String dataset;

  @Option(
      names = "--download",
      description = "Fetch cifar10 (170 MB) from its authors if it is not there.")
  private boolean download;

  @Option(
      names = "--task",
      paramLabel = "T",
      converter = TaskConverter.class,
      description =
          "caption, vqa, in-context:colour, in-context:shape, in-context:count, in-context:background, in-context:words or classify. Default: all that the data set has.")
  private Task task;

  @Option(
      names = "--shots",
      split = ",",
      paramLabel = "N",
      description =
          "Examples before each request; several numbers are asked one after the other. Default: 0, in-context tasks 4, invented words 8.")
  private List<Integer> shots = List.of();

  @Mixin private Plan plan;

  @Option(
      names = "--reference",
      paramLabel = "dense",
      description =
          "Ask the dense FP32 baseline the same, too, and tell the points that the plan loses. It needs the memory of both.")
  private Prompting.Reference reference;

  @Mixin private CacheOption cache;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Requests at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of images, requests and examples. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private Probe probe;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException {
    if (download) {
      NamedDatasets.fetch(dataset, new ProgressNotes(console), () -> false);
    }
    ImageDataset images = NamedDatasets.open(dataset, limit, seed);
    BuiltInModels models = model.load(threads.count(), console);
    try (AccuracyController controller =
        new AccuracyController(Runnable::run, models, cache.kept())) {
      if (probe.wanted()) {
        probe.print(dataset, images, limit, seed, plan.selection(), controller, console);
      }
      evaluate(images, controller);
    }
    return ExitCode.OK;
  }

  private void evaluate(ImageDataset images, AccuracyController controller) {
    AccuracyReport report = new AccuracyReport(console, images.name(), plan.selection(), seed);
    for (Task each : tasks(images)) {
      for (int examples : shots.isEmpty() ? List.of(each.usualShots()) : shots) {
        AccuracyRequest request =
            new AccuracyRequest(each, images, examples, limit, seed, plan.selection());
        Accuracy accuracy = controller.evaluate(request, () -> false, done -> {}).join();
        report.print(accuracy);
        if (reference != null) {
          AccuracyRequest dense =
              new AccuracyRequest(each, images, examples, limit, seed, Selection.NONE);
          Accuracy baseline = controller.evaluate(dense, () -> false, done -> {}).join();
          new AccuracyReport(console, images.name(), Selection.NONE, seed).print(baseline);
          report.printLost(baseline, accuracy);
        }
      }
    }
  }

  private List<Task> tasks(ImageDataset images) {
    if (task != null) {
      return List.of(task);
    }
    List<Task> offered = Task.of(images);
    if (offered.isEmpty() && !probe.wanted()) {
      throw new IllegalArgumentException(
          "%s has neither captions nor questions nor two labels; sort its images into a subfolder for each label, or add a captions.csv."
              .formatted(dataset));
    }
    return offered;
  }
}
