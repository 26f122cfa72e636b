package flamingo.cli;

import flamingo.benchmark.Interval;
import flamingo.benchmark.probe.ProbeResult;
import flamingo.controller.AccuracyController;
import flamingo.controller.NamedDatasets;
import flamingo.controller.ProbeRequest;
import flamingo.dataset.DatasetException;
import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options {@code --probe} and {@code --probe-images}, and the line that they add. */
final class Probe {
  private static final int PERCENT = 100;

  @Option(
      names = "--probe",
      description =
          "Also train a softmax layer on the image encoder's features of labelled images, and count how often it tells the class of others. Of a folder, a fifth is for testing.")
  private boolean wanted;

  @Option(
      names = "--probe-images",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Images at most that the softmax layer learns from. Default: ${DEFAULT-VALUE}.")
  private int most;

  boolean wanted() {
    return wanted;
  }

  /**
   * @param dataset its name, as the user gave it
   * @param test its images for testing
   */
  void print(
      String dataset,
      ImageDataset test,
      int limit,
      long seed,
      Selection selection,
      AccuracyController controller,
      Console console)
      throws DatasetException {
    ImageDataset training = NamedDatasets.training(dataset, most, seed);
    ProbeRequest request = new ProbeRequest(training, test, most, limit, seed, selection);
    ProbeResult result = controller.probe(request).join();
    result.broken().forEach(file -> console.note(file.reason()));
    if (console.json()) {
      console.line(json(result, request));
    } else {
      console.line(text(result, request));
    }
  }

  private static String text(ProbeResult result, ProbeRequest request) {
    Interval share = result.tally().share();
    return String.format(
        Locale.ROOT,
        "%s, linear probe: %.1f%% right (%.1f to %.1f) of %d, %d classes, %d training images, %d epochs, %.1f s%n",
        request.test().name(),
        PERCENT * share.value(),
        PERCENT * share.low(),
        PERCENT * share.high(),
        result.tally().asked(),
        result.classes(),
        result.training(),
        result.epochs(),
        result.seconds());
  }

  private static JsonLine json(ProbeResult result, ProbeRequest request) {
    Interval share = result.tally().share();
    return new JsonLine()
        .put("dataset", request.test().name())
        .put("task", "probe")
        .put("plan", request.selection().text())
        .put("seed", request.seed())
        .put("right", result.tally().right())
        .put("asked", result.tally().asked())
        .rounded("accuracy", share.value())
        .rounded("accuracy_ci_low", share.low())
        .rounded("accuracy_ci_high", share.high())
        .put("classes", result.classes())
        .put("training_images", result.training())
        .put("epochs", result.epochs())
        .rounded("seconds", result.seconds())
        .put("broken", result.broken().size());
  }
}
