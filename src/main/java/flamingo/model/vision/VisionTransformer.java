package flamingo.model.vision;

import flamingo.model.layer.FeedForward;
import flamingo.model.layer.Packer;
import flamingo.model.layer.SelfAttention;
import flamingo.model.layer.Views;
import flamingo.model.layer.Weights;
import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * CLIP's vision tower: patches and a class token through a transformer.
 *
 * <pre>
 * B images   S image side   p patch side   P = (S / p)^2 patches   D width   E embedding
 *   pixels      [B, 3, S, S]     normalised
 *   patches     [B, P, 3 p p]
 *   x           [B, 1 + P, D]    class token first, positions added, ln_pre
 *   tokens      [B, P, D]        the last layer's, without class token, ln_post and projection
 *   pooled      [B, E]           ln_post(class token) projected
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2103.00020">CLIP</a>
 * @see <a href="https://arxiv.org/abs/2010.11929">ViT, equations 1 to 4</a>
 */
public final class VisionTransformer implements VisionTower {
  private final TransformerConfig config;
  private final TensorOps ops;
  private final PackedLinear patchEmbedding;
  private final INDArray classToken;
  private final INDArray positions;
  private final LayerNorm normBefore;
  private final LayerNorm normAfter;
  private final PackedLinear projection;
  private final List<SelfAttention> attentions = new ArrayList<>();
  private final List<FeedForward> feedForwards = new ArrayList<>();

  /**
   * Patch tokens and pooled class token of a batch.
   *
   * @param tokens [B, P, D]
   * @param pooled [B, E]
   */
  public record Features(INDArray tokens, INDArray pooled) {
    /** The pooled vectors divided by their lengths, [B, E]: what similarity search compares. */
    public INDArray embedding() {
      return pooled.divColumnVector(pooled.norm2(1));
    }
  }

  /**
   * @param weights under open_clip's names: {@code conv1}, {@code class_embedding}, {@code
   *     positional_embedding}, {@code ln_pre}, {@code transformer.resblocks.i}, {@code ln_post},
   *     {@code proj}
   */
  public VisionTransformer(
      TransformerConfig config, Weights weights, TensorOps ops, Precision precision) {
    Packer packer = new Packer(ops, precision);
    int width = config.width();
    int patch = config.patchSize();
    int pixels = CHANNELS * patch * patch;
    this.config = config;
    this.ops = ops;
    this.patchEmbedding =
        weights.use(
            "conv1.weight",
            filters -> ops.pack(filters.reshape('c', width, pixels), null, precision),
            width,
            CHANNELS,
            patch,
            patch);
    this.classToken = weights.get("class_embedding", width);
    this.positions = weights.get("positional_embedding", config.patches() + 1, width);
    this.normBefore = packer.norm(weights, "ln_pre", width);
    this.normAfter = packer.norm(weights, "ln_post", width);
    INDArray toEmbedding = weights.get("proj", width, config.embedding());
    this.projection = ops.pack(toEmbedding.transpose().dup('c'), null, precision);
    for (int layer = 0; layer < config.layers(); layer++) {
      Weights block = weights.under("transformer.resblocks." + layer);
      attentions.add(attention(block, packer));
      feedForwards.add(feedForward(block, packer));
    }
  }

  @Override
  public TransformerConfig config() {
    return config;
  }

  @Override
  public String kernel() {
    return feedForwards.get(0).kernel();
  }

  @Override
  public long weightBytes() {
    return patchEmbedding.bytes()
        + projection.bytes()
        + attentions.stream().mapToLong(SelfAttention::weightBytes).sum()
        + feedForwards.stream().mapToLong(FeedForward::weightBytes).sum();
  }

  @Override
  public INDArray tokens(INDArray pixels) {
    INDArray tokens = newTokens(pixels);
    try (Scope scratch = ops.scope()) {
      ops.copy(Views.rows(run(pixels), 1, config.patches() + 1L), tokens);
    }
    return tokens;
  }

  @Override
  public INDArray embeddings(INDArray pixels) {
    return features(pixels).embedding();
  }

  /** Patch tokens and the pooled embedding of {@code pixels} [B, 3, S, S]. */
  public Features features(INDArray pixels) {
    INDArray tokens = newTokens(pixels);
    INDArray pooled = ops.create(DataType.FLOAT, pixels.size(0), 1, config.embedding());
    try (Scope scratch = ops.scope()) {
      INDArray x = run(pixels);
      ops.copy(Views.rows(x, 1, config.patches() + 1L), tokens);
      INDArray first = ops.layerNorm(Views.rows(x, 0, 1), normAfter, projection.inputType());
      ops.linear(first, projection, Epilogue.NONE, pooled);
    }
    return new Features(tokens, pooled.reshape('c', pixels.size(0), config.embedding()));
  }

  private INDArray newTokens(INDArray pixels) {
    requirePixels(pixels);
    return ops.create(DataType.FLOAT, pixels.size(0), config.patches(), config.width());
  }

  private INDArray run(INDArray pixels) {
    int batch = (int) pixels.size(0);
    int length = config.patches() + 1;
    INDArray x = ops.create(DataType.FLOAT, batch, length, config.width());
    for (int image = 0; image < batch; image++) {
      INDArray first = Views.rows(Views.sample(x, image), 0, 1);
      ops.copy(classToken.reshape(1, 1, config.width()), first);
    }
    ops.linear(patches(pixels), patchEmbedding, Epilogue.NONE, Views.rows(x, 1, length));
    ops.add(x, positions);
    ops.layerNorm(x, normBefore, x);
    List<Span> spans = Span.whole(batch, length, length);
    for (int layer = 0; layer < config.layers(); layer++) {
      attentions.get(layer).addTo(x, spans);
      feedForwards.get(layer).addTo(x);
    }
    return x;
  }

  private INDArray patches(INDArray pixels) {
    long batch = pixels.size(0);
    long side = config.imageSize() / config.patchSize();
    long patch = config.patchSize();
    INDArray ordered =
        pixels
            .reshape('c', batch, CHANNELS, side, patch, side, patch)
            .permute(0, 2, 4, 1, 3, 5); // [B, S/p, S/p, 3, p, p]
    INDArray patches = ops.create(DataType.FLOAT, ordered.shape());
    ops.copy(ordered, patches);
    return patches.reshape('c', batch, side * side, CHANNELS * patch * patch);
  }

  private SelfAttention attention(Weights block, Packer packer) {
    int width = config.width();
    INDArray bias = block.get("attn.in_proj_bias", 3L * width);
    PackedLinear toQueryKeyValue =
        block.use(
            "attn.in_proj_weight",
            weight -> ops.pack(weight, bias, packer.precision()),
            3L * width,
            width);
    float scale = (float) (1 / Math.sqrt((double) width / config.heads()));
    return new SelfAttention(
        ops,
        packer.norm(block, "ln_1", width),
        toQueryKeyValue,
        packer.biasedLinear(block, "attn.out_proj", width, width),
        AttentionSpec.full(config.heads(), scale),
        SelfAttention.Positions.NONE);
  }

  private FeedForward feedForward(Weights block, Packer packer) {
    return new FeedForward(
        ops,
        packer.norm(block, "ln_2", config.width()),
        packer.biasedLinear(block, "mlp.c_fc", config.feedForward(), config.width()),
        packer.biasedLinear(block, "mlp.c_proj", config.width(), config.feedForward()),
        Activation.QUICK_GELU);
  }
}
