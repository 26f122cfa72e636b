package flamingo.verify;

import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.PreparedFlamingo;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.Weights;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The whole model: {@code vision_x} [B, T, 1, 3, S, S], {@code ids} and {@code attention_mask} [B,
 * L] to {@code visual_features} [B, T, 1, P, Dv], {@code vision_tokens} [B, T, R, Dv], {@code
 * layer_outputs} [B, L, layers, D], {@code logits} [B, L, V], and what decoding makes of them.
 */
final class FlamingoKind implements FixtureKind {
  /** Width of a head in OpenFlamingo's cross-attention blocks, whatever the language model. */
  private static final int HEAD_WIDTH = 64;

  @Override
  public String name() {
    return "flamingo";
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    try (PreparedFlamingo flamingo = model(fixture, ops).prepare(ExecutionPlan.DENSE)) {
      checks.runCases(of -> outputs(flamingo, fixture, of));
    }
  }

  static Flamingo model(Fixture fixture, TensorOps ops) {
    FlamingoConfig config = config(fixture.config(), fixture.weights());
    return new Flamingo(config, Weights.of(fixture.weights()), ops);
  }

  private static FlamingoConfig config(Section config, Map<String, INDArray> weights) {
    LanguageConfig language =
        config.child("language_model").language().withVocabulary(config.integer("vocab_size"));
    Section vision = config.child("vision");
    return new FlamingoConfig(
        VisionKind.config(vision),
        ResamplerKind.config(config.child("resampler")),
        language,
        crossAttention(language.width(), vision.integer("width"), weights),
        config.integer("cross_attn_every_n_layers"),
        new SpecialTokens(
            config.integer("endofchunk_id"), config.integer("image_id"), config.integer("pad_id")));
  }

  /** The settings do not say how large a block is; its weights do. */
  private static CrossAttentionConfig crossAttention(
      int width, int mediaWidth, Map<String, INDArray> weights) {
    return new CrossAttentionConfig(
        width,
        mediaWidth,
        rows(weights, ".gated_cross_attn_layer.attn.to_q.weight") / HEAD_WIDTH,
        HEAD_WIDTH,
        rows(weights, ".gated_cross_attn_layer.ff.1.weight") / width,
        MediaAttention.IMMEDIATE);
  }

  private static int rows(Map<String, INDArray> weights, String suffix) {
    return weights.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(suffix) && entry.getValue().rank() == 2)
        .findFirst()
        .map(entry -> (int) entry.getValue().size(0))
        .orElseThrow(
            () -> new FixtureException("No weight of the fixture ends with " + suffix + "."));
  }

  static Outputs outputs(PreparedFlamingo flamingo, Fixture fixture, FixtureCase of) {
    INDArray pixels = pixels(fixture, of);
    long[] s = pixels.shape();
    INDArray images = pixels.reshape('c', s[0] * s[1], s[2], s[3], s[4]);
    int[][] ids = fixture.idsOf(of, "ids");
    int[][] mask = fixture.idsOf(of, "attention_mask");
    Supplier<FlamingoDecoding> decoding =
        Outputs.once(() -> FlamingoDecoding.of(flamingo, fixture, of, pixels));
    List<INDArray> layers = new ArrayList<>();
    INDArray logits =
        flamingo.forward(ids, mask, pixels, (layer, x) -> layers.add(x.dup('c'))); // [B, L, V]
    return new Outputs()
        .put("visual_features", () -> perImage(flamingo.visualFeatures(images), s[0], s[1], 1))
        .put("vision_tokens", () -> perImage(flamingo.encode(images), s[0], s[1]))
        .put("logits", logits)
        .put("layer_outputs", () -> Nd4j.stack(2, layers.toArray(INDArray[]::new)))
        .put("greedy_first_logits", () -> decoding.get().firstLogits())
        .put("greedy", () -> decoding.get().greedy())
        .put("class_mean_logprob", () -> decoding.get().classMeans())
        .put("class_sum_logprob", () -> decoding.get().classSums())
        .put("class_best", () -> decoding.get().bestClasses())
        .put("beam_lp0", () -> decoding.get().beams().get(0).tokens())
        .put("beam_lp0_scores", () -> decoding.get().beams().get(0).scores())
        .put("beam_lp1", () -> decoding.get().beams().get(1).tokens())
        .put("beam_lp1_scores", () -> decoding.get().beams().get(1).scores());
  }

  /** Scores of the next token at each position, [B, L, V]. */
  static INDArray logits(PreparedFlamingo flamingo, Fixture fixture, FixtureCase of) {
    return flamingo.forward(
        fixture.idsOf(of, "ids"),
        fixture.idsOf(of, "attention_mask"),
        pixels(fixture, of),
        LayerObserver.NONE);
  }

  /** The images of a case, [B, T, 3, S, S]. */
  static INDArray pixels(Fixture fixture, FixtureCase of) {
    INDArray frames = fixture.inputOf(of, "vision_x"); // [B, T, 1, 3, S, S]
    if (frames.rank() != 6 || frames.size(2) != 1) {
      throw new FixtureException("The input vision_x must be [B, T, 1, 3, S, S].");
    }
    long[] s = frames.shape();
    return frames.reshape('c', s[0], s[1], s[3], s[4], s[5]);
  }

  /** [B T, n, Dv] to [leading dimensions, n, Dv]. */
  private static INDArray perImage(INDArray x, long... leading) {
    long[] shape = Arrays.copyOf(leading, leading.length + 2);
    shape[leading.length] = x.size(1);
    shape[leading.length + 1] = x.size(2);
    return x.reshape('c', shape);
  }
}
