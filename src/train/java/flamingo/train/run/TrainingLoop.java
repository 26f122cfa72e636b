package flamingo.train.run;

import flamingo.train.optimizer.Gradients;
import flamingo.train.optimizer.Optimizer;
import flamingo.train.optimizer.Schedule;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Repeats: loss, gradients, clipping, optimizers; writes a log, and a checkpoint from which the same
 * run goes on with the same batches. Memory of a step is freed when it ends.
 */
public final class TrainingLoop {
  private static final double LONGEST_GRADIENT = 1;
  private static final double NANOS = 1e9;
  private static final long STAGES_APART = 1_000_003;

  private final String name;
  private final Parameters parameters;
  private final List<Optimizer> optimizers;
  private final Gradients gradients;
  private final Settings settings;

  /**
   * @param folder of log and checkpoint
   * @param logEvery steps between rows of the log
   * @param saveEvery steps between checkpoints
   */
  public record Settings(
      Path folder,
      int steps,
      Schedule schedule,
      long seed,
      Autocast.Mode precision,
      int logEvery,
      int saveEvery) {}

  /**
   * @param name of the stage; begins the names of its files
   * @param parameters all of the stage, frozen ones too
   */
  public TrainingLoop(
      String name, Parameters parameters, List<Optimizer> optimizers, Settings settings) {
    this.name = name;
    this.parameters = parameters;
    this.optimizers = List.copyOf(optimizers);
    this.gradients = new Gradients(parameters.trained().values());
    this.settings = settings;
  }

  /**
   * Runs to the last step, from the checkpoint if there is one.
   *
   * @param listener is told each logged row as text
   * @throws IllegalStateException if the loss is no longer a number
   */
  public void run(Objective objective, Consumer<String> listener) throws IOException {
    Checkpoint checkpoint = new Checkpoint(settings.folder().resolve(name + ".checkpoint"));
    RunLog log = new RunLog(settings.folder().resolve(name + ".csv"));
    Map<String, Tensor> state = state();
    int first = checkpoint.resume(state);
    log.forgetAfter(first);
    long begin = System.nanoTime();
    long samples = 0;
    for (int step = first; step < settings.steps(); step++) {
      try (PointerScope scope = new PointerScope()) {
        Outcome outcome = step(objective, step);
        samples += outcome.samples();
        boolean last = step + 1 == settings.steps();
        if (last || (step + 1) % settings.logEvery() == 0) {
          Map<String, Double> row = outcome.row();
          double seconds = (System.nanoTime() - begin) / NANOS;
          row.put("samples_per_s", samples / seconds);
          log.add(row);
          listener.accept(name + " " + RunLog.text(row));
        }
        if (last || (step + 1) % settings.saveEvery() == 0) {
          checkpoint.save(state, step + 1);
          RunPlot.draw(log.file());
        }
      }
    }
  }

  private record Outcome(Map<String, Double> row, long samples) {}

  private Outcome step(Objective objective, int step) {
    StepResult result = forward(objective, random(step));
    double loss = result.loss().item_double();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "The loss of %s is %f at step %d; lower the learning rate, or train in FP32."
              .formatted(name, loss, step));
    }
    gradients.clear();
    result.loss().backward();
    double norm = gradients.clip(LONGEST_GRADIENT);
    double share = settings.schedule().at((double) step / settings.steps());
    optimizers.forEach(optimizer -> optimizer.step(share));
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("step", step + 1.0);
    row.put("rate", share);
    row.put("gradient", norm);
    row.put("loss", loss);
    row.putAll(result.metrics());
    return new Outcome(row, result.samples());
  }

  /** Only the loss leaves: libtorch can free what the backward pass has used. */
  private StepResult forward(Objective objective, SplittableRandom random) {
    PointerScope step = PointerScope.getInnerScope();
    try (PointerScope scope = new PointerScope();
        Autocast cast = Autocast.open(settings.precision())) {
      StepResult result = objective.forward(random);
      step.attach(result.loss());
      return result;
    }
  }

  /** Other numbers for every seed, stage and step. */
  private SplittableRandom random(int step) {
    return new SplittableRandom(Objects.hash(settings.seed(), name) * STAGES_APART + step);
  }

  /** Everything that a checkpoint holds, by name. */
  private Map<String, Tensor> state() {
    Map<String, Tensor> state = new TreeMap<>();
    parameters.all().forEach((key, tensor) -> state.put("model." + key, tensor));
    optimizers.forEach(
        optimizer ->
            optimizer.state().forEach((key, tensor) -> state.put("optimizer." + key, tensor)));
    return state;
  }
}
