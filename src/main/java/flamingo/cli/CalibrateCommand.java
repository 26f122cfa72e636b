package flamingo.cli;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.calibration.ExitChoice;
import flamingo.checkpoint.CalibratedExit;
import flamingo.controller.CalibrationRequest;
import flamingo.controller.DepthCalibration;
import flamingo.controller.NamedDatasets;
import flamingo.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code calibrate}: when an image may leave the resampler. */
@Command(
    name = "calibrate",
    description =
        "Find on held-out images when each image may leave the resampler without losing more accuracy than a budget: what depth=auto does.")
final class CalibrateCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @Mixin private Console console;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "shapes|cifar10|DIR",
      description = "Where the images come from; of the first two, those that are for choosing.")
  private String dataset;

  @Option(
      names = "--budget",
      paramLabel = "POINTS",
      defaultValue = "1",
      description = "Points of accuracy that may be lost in any task. Default: ${DEFAULT-VALUE}.")
  private double budget;

  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      defaultValue = "95",
      description = "That no more is lost on images not seen yet. Default: ${DEFAULT-VALUE}.")
  private double confidence;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "Requests of each task; more allow images to leave earlier. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of images and requests. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Keep the result. Default: beside the weights of --model, as NAME-exit.json, where depth=auto finds it.")
  private Path out;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException, TaskException, IOException {
    CalibrationRequest request =
        new CalibrationRequest(
            NamedDatasets.validation(dataset, limit, seed),
            budget,
            confidence / PERCENT,
            limit,
            seed);
    DepthCalibration.Outcome outcome =
        new DepthCalibration(model.load(threads.count(), console), () -> false, console::note)
            .run(request);
    print(outcome);
    Path file = out != null ? out : model.weights().map(CalibratedExit::beside).orElse(null);
    if (file != null) {
      outcome.exit().write(file);
      console.note("Written to " + file + ".");
    }
    return ExitCode.OK;
  }

  private static String when(ExitChoice found) {
    return found.rule().when().name().toLowerCase(Locale.ROOT);
  }

  private void print(DepthCalibration.Outcome outcome) {
    ExitChoice found = outcome.choice();
    if (console.json()) {
      console.line(
          new JsonLine()
              .put("dataset", outcome.exit().dataset())
              .put("budget_points", budget)
              .put("confidence", confidence / PERCENT)
              .put("trials", found.trials())
              .put("when", when(found))
              .put("changes", found.rule().changes())
              .rounded("mean_depth", found.meanDepth())
              .put("exits", found.exits())
              .rounded("lost_points", found.lostPoints())
              .rounded("p_value", found.pValue()));
      return;
    }
    console.line(
        String.format(
            Locale.ROOT,
            "An image leaves after the first layer whose change of its latents, in shares of their length, is %s %s.",
            when(found),
            found.rule().changes()));
    console.line(
        String.format(
            Locale.ROOT,
            "Of %d requests: %.2f layers on average, left after each layer %s, %.2f points lost in the worse task (p = %.3f for more than %.2f).",
            found.trials(),
            found.meanDepth(),
            found.exits(),
            found.lostPoints(),
            found.pValue(),
            budget));
  }
}
