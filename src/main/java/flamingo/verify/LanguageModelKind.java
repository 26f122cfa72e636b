package flamingo.verify;

import flamingo.model.language.KeyValueCache;
import flamingo.model.language.LanguageModel;
import flamingo.model.language.Padding;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Views;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A language model: {@code ids} [B, L] and perhaps {@code attention_mask} to {@code logits} [B, L,
 * V]; with a cache of keys and values, to N greedy tokens {@code greedy} [B, N] and the logits that
 * chose them, {@code step_logits} [B, N, V].
 */
final class LanguageModelKind implements FixtureKind {
  @Override
  public String name() {
    return "language-model";
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    LanguageModel model =
        new LanguageModel(
            fixture.config().language(), Weights.of(fixture.weights()), ops, Precision.FP32);
    checks.runCases(of -> outputs(model, fixture, of));
  }

  private static Outputs outputs(LanguageModel model, Fixture fixture, FixtureCase of) {
    int[][] ids = fixture.idsOf(of, "ids");
    int[][] mask =
        fixture.hasInput(of, "attention_mask") ? fixture.idsOf(of, "attention_mask") : null;
    Supplier<INDArray> stepLogits =
        Outputs.once(() -> decode(model, ids, mask, of.settings().integer("new_tokens")));
    return new Outputs()
        .put("logits", () -> model.forward(ids, mask))
        .put("greedy", () -> stepLogits.get().argMax(2))
        .put("step_logits", stepLogits);
  }

  private static INDArray decode(LanguageModel model, int[][] ids, int[][] mask, int steps) {
    List<INDArray> all = new ArrayList<>();
    try (KeyValueCache cache = model.newCache(Padding.of(mask, ids), ids[0].length)) {
      INDArray x = model.embed(ids);
      for (int step = 0; step < steps; step++) {
        model.run(x, cache, LayerObserver.NONE);
        INDArray logits = model.logits(Views.rows(x, x.size(1) - 1, x.size(1))); // [B, 1, V]
        all.add(logits.dup('c'));
        x = model.embed(logits.argMax(2).toIntMatrix());
      }
    }
    return Nd4j.concat(1, all.toArray(INDArray[]::new));
  }
}
