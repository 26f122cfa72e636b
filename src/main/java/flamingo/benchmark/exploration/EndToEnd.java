package flamingo.benchmark.exploration;

import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.RandomInputs;
import flamingo.benchmark.workload.Workloads;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.tensor.Scope;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How long whole models take for two sequences of twenty tokens with two images each. */
final class EndToEnd implements Exploration {
  private static final int BATCH = 2;
  private static final int IMAGES = 2;
  private static final int LENGTH = 20;
  private static final String STUDIED = "mini-flamingo";
  private static final String WHOLE = "whole forward pass";

  @Override
  public String id() {
    return "end-to-end";
  }

  @Override
  public String title() {
    return "Mini Flamingo end to end";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>(List.of(new Step(STUDIED, WHOLE, EndToEnd::studied)));
    for (ModelPreset preset : ModelPreset.values()) {
      String model = preset.name().toLowerCase(Locale.ROOT);
      steps.add(
          new Step(
              model,
              "vision tower and resampler",
              bench -> measure(bench, preset, EndToEnd::encode)));
      steps.add(new Step(model, WHOLE, bench -> measure(bench, preset, EndToEnd::whole)));
    }
    return steps;
  }

  private static Finding studied(Bench bench) {
    OpenWorkload work =
        Workloads.named(STUDIED).orElseThrow().open(bench.ops(), ExecutionPlan.DENSE);
    return Finding.timed(Timing.alone(bench.time(work.call()), BATCH)).by(work.kernel());
  }

  private static Finding measure(Bench bench, ModelPreset preset, Stage stage) {
    WordTokenizer tokenizer = WordTokenizer.mini();
    try (PreparedFlamingo model =
        MiniFlamingo.untrained(preset, tokenizer, bench.ops()).prepare(ExecutionPlan.DENSE)) {
      int size = model.config().vision().imageSize();
      INDArray pixels = RandomInputs.normal(BATCH, IMAGES, 3, size, size);
      int[][] ids = ids(tokenizer);
      Runnable call = () -> stage.run(bench, model, pixels, ids);
      return Finding.timed(Timing.alone(bench.time(call), BATCH))
          .weighing(model.weightBytes())
          .by(model.kernel());
    }
  }

  /** How much of a request is done. */
  @FunctionalInterface
  private interface Stage {
    void run(Bench bench, PreparedFlamingo model, INDArray pixels, int[][] ids);
  }

  private static void whole(Bench bench, PreparedFlamingo model, INDArray pixels, int[][] ids) {
    model.start(ids, null, pixels).close();
  }

  private static void encode(Bench bench, PreparedFlamingo model, INDArray pixels, int[][] ids) {
    try (Scope scratch = bench.ops().scope();
        EncodedImages images = model.encodeImages(pixels)) {
      images.count();
    }
  }

  private static int[][] ids(WordTokenizer tokenizer) {
    int[][] ids = new int[BATCH][LENGTH];
    for (int[] row : ids) {
      for (int place = 0; place < LENGTH; place++) {
        row[place] = place % (LENGTH / IMAGES) == 0 ? tokenizer.image() : tokenizer.padding();
      }
    }
    return ids;
  }
}
