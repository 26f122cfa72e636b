package flamingo.controller;

import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.calibration.ExitCalibrator;
import flamingo.benchmark.calibration.ExitChoice;
import flamingo.benchmark.calibration.ExitTrial;
import flamingo.benchmark.calibration.ExitTrials;
import flamingo.checkpoint.CalibratedExit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Calibrates when images may leave the resampler. Runs on the engine's thread, which calls. */
public final class DepthCalibration {
  private final BuiltInModels models;
  private final BooleanSupplier cancelled;
  private final Consumer<String> progress;

  /**
   * What was found.
   *
   * @param exit as it is kept beside the weights
   * @param choice with what is known of it
   */
  public record Outcome(CalibratedExit exit, ExitChoice choice) {}

  /**
   * @param cancelled asked before every batch; true ends with {@link CancellationException}
   * @param progress told what is asked next
   */
  public DepthCalibration(
      BuiltInModels models, BooleanSupplier cancelled, Consumer<String> progress) {
    this.models = models;
    this.cancelled = cancelled;
    this.progress = progress;
  }

  /**
   * @throws TaskException if the data set has neither captions nor questions nor labels
   * @throws IllegalArgumentException if the weights are random
   */
  public Outcome run(CalibrationRequest request) throws TaskException {
    ModelSession session = models.session();
    if (session.info().sha256() == null) {
      throw new IllegalArgumentException(
          "The model is untrained, so that no answer can be lost; give trained weights with --model.");
    }
    ExitCalibrator calibrator = new ExitCalibrator(request.budgetPoints(), request.confidence());
    ExitChoice choice = calibrator.calibrate(trials(session, request));
    CalibratedExit exit =
        new CalibratedExit(
            session.info().sha256(),
            choice.rule(),
            request.budgetPoints(),
            request.confidence(),
            request.dataset().name(),
            choice.trials(),
            choice.meanDepth());
    return new Outcome(exit, choice);
  }

  private List<List<ExitTrial>> trials(ModelSession session, CalibrationRequest request)
      throws TaskException {
    ModelLanguage language =
        new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer());
    ExitTrials trials =
        new ExitTrials(
            session.flamingo(), new AccuracyBenchmark(language, cancelled, answered -> {}));
    List<List<ExitTrial>> all = new ArrayList<>();
    for (Task task : tasks(request)) {
      progress.accept("Asking %s at every depth.".formatted(task.text()));
      all.add(
          trials.of(
              new AccuracyBenchmark.Request(
                  task, request.dataset(), 0, request.limit(), request.seed())));
    }
    return all;
  }

  /** Those without examples. */
  private static List<Task> tasks(CalibrationRequest request) throws TaskException {
    List<Task> offered = Task.of(request.dataset());
    List<Task> free =
        offered.stream().filter(task -> task == Task.CAPTION || task == Task.VQA).toList();
    if (free.isEmpty() && !offered.contains(Task.CLASSIFY)) {
      throw new TaskException(
          "%s has neither captions nor questions nor labels to count right answers by; add a captions.csv."
              .formatted(request.dataset().name()));
    }
    return free.isEmpty() ? List.of(Task.CLASSIFY) : free;
  }
}
