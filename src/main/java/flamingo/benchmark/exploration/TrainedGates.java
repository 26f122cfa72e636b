package flamingo.benchmark.exploration;

import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.Divergence;
import flamingo.generate.Generation;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.text.PromptTemplate;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the gates let through in a whole model: all of them closed, nearly closed, and as they were
 * trained. The change is that of the first answer's scores against the trained model's.
 */
final class TrainedGates implements Exploration {
  private static final int IMAGES = 16;

  @Override
  public String id() {
    return "trained-gates";
  }

  @Override
  public String title() {
    return "Gated cross-attention in the model: gates and answers";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    return List.of(
        step(Task.CAPTION, "gate=0.0", 0f),
        step(Task.CAPTION, "gate=0.1", 0.1f),
        trained(Task.CAPTION),
        step(Task.VQA, "gate=0.0", 0f),
        step(Task.VQA, "gate=0.1", 0.1f),
        trained(Task.VQA));
  }

  private static Step step(Task task, String variant, float gate) {
    return new Step(
        task.text(), variant, bench -> measure(bench, bench.flamingo().withGates(gate), task));
  }

  private static Step trained(Task task) {
    return new Step(task.text(), "as trained", bench -> measure(bench, bench.flamingo(), task));
  }

  private static Finding measure(Bench bench, Flamingo flamingo, Task task) throws TaskException {
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE);
        PreparedFlamingo usual = bench.flamingo().prepare(ExecutionPlan.DENSE);
        INDArray pixels = ModelImages.stacked(bench, IMAGES)) {
      double change =
          Divergence.relativeL2(scores(bench, model, pixels), scores(bench, usual, pixels));
      return Finding.NOTHING.changed(change).answered(bench.accuracy(model, task, 0));
    }
  }

  /** Of the first token of a caption, all images one after the other. */
  private static float[] scores(Bench bench, PreparedFlamingo model, INDArray pixels) {
    PromptTemplate prompts = bench.language().prompts();
    int[] prompt = bench.language().tokenizer().encode(prompts.caption(List.of()));
    int[][] ids = Collections.nCopies((int) pixels.size(0), prompt).toArray(int[][]::new);
    try (EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, ids, null, images)) {
      float[][] rows = generation.scores();
      FloatBuffer all = FloatBuffer.allocate(rows.length * rows[0].length);
      Arrays.stream(rows).forEach(all::put);
      return all.array();
    }
  }
}
