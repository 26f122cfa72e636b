package flamingo.train.stage;

import flamingo.train.optimizer.Schedule;
import flamingo.train.run.TrainingLoop;
import flamingo.train.tensor.Autocast;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What all stages of a run share.
 *
 * @param folder for logs, checkpoints and weights
 * @param cifar folder of CIFAR-10's binary files, or null
 * @param seed of initial numbers and batches
 * @param evaluated documents for each number of a report
 * @param listener is told how it goes
 */
public record RunSettings(
    Path folder,
    Path cifar,
    long seed,
    Autocast.Mode precision,
    int evaluated,
    Consumer<String> listener) {
  private static final int ROWS = 200;
  private static final int CHECKPOINTS = 20;

  /** Some two hundred rows in the log and twenty checkpoints, however long the run is. */
  TrainingLoop.Settings loop(int steps, Schedule schedule) {
    return new TrainingLoop.Settings(
        folder,
        steps,
        schedule,
        seed,
        precision,
        Math.max(1, steps / ROWS),
        Math.max(1, steps / CHECKPOINTS));
  }
}
