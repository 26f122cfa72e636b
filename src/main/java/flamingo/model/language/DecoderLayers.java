package flamingo.model.language;

import flamingo.model.layer.FeedForward;
import flamingo.model.layer.Packer;
import flamingo.model.layer.SelfAttention;
import flamingo.model.layer.SelfAttention.Positions;
import flamingo.model.layer.Weights;
import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Builds the layers of a decoder from the names and habits of its family. */
final class DecoderLayers {
  private static final double ALIBI_MAX = 8;

  private final LanguageConfig config;
  private final Packer packer;
  private final float[] slopes;

  DecoderLayers(LanguageConfig config, Packer packer) {
    this.config = config;
    this.packer = packer;
    this.slopes = alibiSlopes(config.heads()); // one for all layers, which thus share their biases
  }

  LayerNorm norm(Weights weights, String name) {
    INDArray weight = weights.get(name + ".weight", config.width());
    INDArray bias = config.kind().hasBiases() ? weights.get(name + ".bias", config.width()) : null;
    return new LayerNorm(weight, bias, config.normEpsilon());
  }

  SelfAttention attention(Weights layer) {
    LayerNorm norm = norm(layer, config.kind().attentionNorm());
    float scale = (float) (1 / Math.sqrt((double) config.width() / config.heads()));
    return switch (config.kind()) {
      case GPT_NEOX ->
          new SelfAttention(
              packer.ops(),
              norm,
              groupedByHead(layer),
              linear(layer, config.kind().attentionOutput(), config.width(), config.width()),
              AttentionSpec.causal(config.heads(), scale),
              Positions.rotary(config.rotaryBase()));
      case MPT, MOSAIC_GPT ->
          new SelfAttention(
              packer.ops(),
              norm,
              linear(layer, config.kind().queryKeyValue(), 3 * config.width(), config.width()),
              linear(layer, config.kind().attentionOutput(), config.width(), config.width()),
              AttentionSpec.causalAlibi(config.heads(), scale, slopes),
              normalisedQueriesAndKeys(layer));
    };
  }

  FeedForward feedForward(Weights layer) {
    return new FeedForward(
        packer.ops(),
        norm(layer, config.kind().feedForwardNorm()),
        linear(layer, config.kind().expand(), config.feedForward(), config.width()),
        linear(layer, config.kind().contract(), config.width(), config.feedForward()),
        Activation.GELU);
  }

  private PackedLinear linear(Weights weights, String name, int outputs, int inputs) {
    return config.kind().hasBiases()
        ? packer.biasedLinear(weights, name, outputs, inputs)
        : packer.linear(weights, name, outputs, inputs);
  }

  private Positions normalisedQueriesAndKeys(Weights layer) {
    return config.kind() == LanguageKind.MOSAIC_GPT
        ? Positions.normalised(norm(layer, "attn.q_ln"), norm(layer, "attn.k_ln"))
        : Positions.NONE;
  }

  /** Rows that come as (q, k, v of head 0), (q, k, v of head 1)... become all q, all k, all v. */
  private PackedLinear groupedByHead(Weights layer) {
    int width = config.width();
    int heads = config.heads();
    String name = config.kind().queryKeyValue();
    INDArray bias =
        layer
            .get(name + ".bias", 3L * width)
            .reshape('c', heads, 3, width / heads)
            .permute(1, 0, 2)
            .dup('c')
            .reshape(3L * width);
    return layer.use(
        name + ".weight",
        weight -> {
          try (INDArray ordered =
              weight.reshape('c', heads, 3, width / heads, width).permute(1, 0, 2, 3).dup('c')) {
            INDArray rows = ordered.reshape('c', 3L * width, width);
            return packer.ops().pack(rows, bias, packer.precision());
          }
        },
        3L * width,
        width);
  }

  /** Slopes 2^(-8 i / H) of heads i = 1..H. */
  private static float[] alibiSlopes(int heads) {
    float[] slopes = new float[heads];
    for (int head = 0; head < heads; head++) {
      slopes[head] = (float) Math.pow(2, -ALIBI_MAX * (head + 1) / heads);
    }
    return slopes;
  }
}
