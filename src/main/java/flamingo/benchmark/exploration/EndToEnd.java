package flamingo.benchmark.exploration;

import flamingo.benchmark.Sampler;
import flamingo.benchmark.Times;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How long the built-in models take for two sequences of twenty tokens with two images each. */
final class EndToEnd implements Exploration {
  private static final int BATCH = 2;
  private static final int IMAGES = 2;
  private static final int LENGTH = 20;
  private static final double TAIL = 0.9;

  private final Tokenizer tokenizer;

  EndToEnd(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String title() {
    return "Mini Flamingo end to end";
  }

  @Override
  public ExplorationTable explore(TensorOps ops, Sampler sampler, int samples) {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPreset preset : ModelPreset.values()) {
      Flamingo flamingo = MiniFlamingo.untrained(preset, tokenizer, ops);
      try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE)) {
        addRows(rows, preset, model, ops, sampler, samples);
      }
    }
    return new ExplorationTable(
        title(),
        List.of("model", "stage", "median_ms", "p90_ms", "samples"),
        rows,
        "%d sequences, %d images each, %d tokens; untrained weights, so this is about speed alone."
            .formatted(BATCH, IMAGES, LENGTH));
  }

  private void addRows(
      List<List<Object>> rows,
      ModelPreset preset,
      PreparedFlamingo model,
      TensorOps ops,
      Sampler sampler,
      int samples) {
    int size = model.config().vision().imageSize();
    INDArray pixels = Nd4j.rand(DataType.FLOAT, BATCH, IMAGES, 3, size, size);
    int[][] ids = ids();
    Runnable encode =
        () -> {
          try (Scope scratch = ops.scope();
              EncodedImages images = model.encodeImages(pixels)) {
            images.count();
          }
        };
    Runnable whole = () -> model.start(ids, null, pixels).close();
    add(rows, preset, "vision tower and resampler", sampler.time(encode, samples));
    add(rows, preset, "whole forward pass", sampler.time(whole, samples));
  }

  private static void add(List<List<Object>> rows, ModelPreset preset, String stage, Times times) {
    rows.add(
        Arrays.asList(
            preset.name().toLowerCase(Locale.ROOT),
            stage,
            times.median(),
            times.quantile(TAIL),
            (long) times.millis().size()));
  }

  private int[][] ids() {
    int[][] ids = new int[BATCH][LENGTH];
    for (int[] row : ids) {
      for (int place = 0; place < LENGTH; place++) {
        row[place] = place % (LENGTH / IMAGES) == 0 ? tokenizer.image() : tokenizer.padding();
      }
    }
    return ids;
  }
}
