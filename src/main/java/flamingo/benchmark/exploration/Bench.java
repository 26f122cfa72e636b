package flamingo.benchmark.exploration;

import flamingo.benchmark.Effort;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.Sampler;
import flamingo.benchmark.TimedCall;
import flamingo.benchmark.Times;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.ImageDataset;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.tensor.TensorOps;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What experiments are made with. For the engine's thread only.
 *
 * @param flamingo the model under study
 * @param limit requests of a task whose answers are counted, at most
 * @param seed of images and requests
 * @param cancelled true ends with {@link CancellationException}
 */
public record Bench(
    Flamingo flamingo,
    ModelLanguage language,
    ImageDataset dataset,
    int limit,
    long seed,
    Effort effort,
    BooleanSupplier cancelled) {

  TensorOps ops() {
    return flamingo.ops();
  }

  Times time(Runnable call) {
    Times times = new Sampler(cancelled).time(call, effort.samples());
    requireNotCancelled();
    return times;
  }

  PairedTimes compare(Runnable baseline, Runnable variant) {
    return compareTimed(timed(baseline), timed(variant));
  }

  PairedTimes compareTimed(TimedCall baseline, TimedCall variant) {
    PairedTimes times = new Sampler(cancelled).compare(baseline, variant, effort);
    requireNotCancelled();
    return times;
  }

  Accuracy accuracy(PreparedFlamingo model, Task task, int shots) throws TaskException {
    return accuracy(model, new AccuracyBenchmark.Request(task, dataset, shots, limit, seed));
  }

  Accuracy accuracy(PreparedFlamingo model, AccuracyBenchmark.Request request)
      throws TaskException {
    return new AccuracyBenchmark(language, cancelled, done -> {}).run(model, request);
  }

  private void requireNotCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The measurement was cancelled.");
    }
  }

  private static TimedCall timed(Runnable call) {
    return number -> {
      long start = System.nanoTime();
      call.run();
      return (System.nanoTime() - start) / 1e6;
    };
  }
}
