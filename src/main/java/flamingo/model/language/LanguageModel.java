package flamingo.model.language;

import flamingo.model.layer.FeedForward;
import flamingo.model.layer.KeyValues;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Packer;
import flamingo.model.layer.SelfAttention;
import flamingo.model.layer.Weights;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A causal decoder: MPT-1B, MPT-7B or GPT-NeoX. Blocks of another kind can be put before its
 * layers.
 *
 * <pre>
 * B batch   L tokens   D width   V vocabulary
 *   ids        [B][L]
 *   x          [B, L, D]    the residual stream
 *   logits     [B, L, V]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2108.12409">ALiBi</a>
 * @see <a href="https://arxiv.org/abs/2204.06745">GPT-NeoX</a>
 */
public final class LanguageModel {
  private final LanguageConfig config;
  private final TensorOps ops;
  private final INDArray table;
  private final List<SelfAttention> attentions = new ArrayList<>();
  private final List<FeedForward> feedForwards = new ArrayList<>();
  private final LayerNorm finalNorm;
  private final PackedLinear toLogits;

  /**
   * @param weights under the names of the family; a layer may lie below {@code decoder_layer}, as
   *     OpenFlamingo puts it
   */
  public LanguageModel(LanguageConfig config, Weights weights, TensorOps ops, Precision precision) {
    LanguageKind kind = config.kind();
    Packer packer = new Packer(ops, precision);
    DecoderLayers layers = new DecoderLayers(config, packer);
    this.config = config;
    this.ops = ops;
    this.table = weights.table(kind.embedding() + ".weight", config.vocabulary(), config.width());
    this.toLogits = packer.linear(weights, kind.output(), config.vocabulary(), config.width());
    String first = kind.layers() + ".0.decoder_layer.";
    String wrapper =
        weights.names().stream().anyMatch(name -> name.startsWith(first)) ? ".decoder_layer" : "";
    for (int index = 0; index < config.layers(); index++) {
      Weights layer = weights.under(kind.layers() + "." + index + wrapper);
      attentions.add(layers.attention(layer));
      feedForwards.add(layers.feedForward(layer));
    }
    this.finalNorm = layers.norm(weights, kind.finalNorm());
  }

  public LanguageConfig config() {
    return config;
  }

  /** Bytes of the packed linear layers and of the embedding table. */
  public long weightBytes() {
    return table.length() * table.data().getElementSize()
        + toLogits.bytes()
        + attentions.stream().mapToLong(SelfAttention::weightBytes).sum()
        + feedForwards.stream().mapToLong(FeedForward::weightBytes).sum();
  }

  /** Token embeddings, [B, L, D]. */
  public INDArray embed(int[][] ids) {
    return ops.embedding(table, ids);
  }

  /** An empty memory for a prompt of this padding, with room for {@code capacity} tokens. */
  public KeyValueCache newCache(Padding padding, int capacity) {
    List<KeyValues> layers = new ArrayList<>();
    for (SelfAttention attention : attentions) {
      layers.add(
          new KeyValues(
              ops, attention.keyValueType(), padding.batch(), capacity, attention.keyValueWidth()));
    }
    return new KeyValueCache(layers, padding, config.contextLength());
  }

  /**
   * Runs all layers on whole sequences, in place.
   *
   * @param x [B, L, D], FLOAT
   */
  public void run(INDArray x, Padding padding, LayerObserver observer) {
    requireContext(padding.length());
    List<Span> spans = padding.spans();
    run(x, observer, index -> attentions.get(index).addTo(x, spans));
  }

  /**
   * Runs all layers on the tokens that follow those in the cache, in place.
   *
   * @param x [B, n, D], FLOAT
   */
  public void run(INDArray x, KeyValueCache cache, LayerObserver observer) {
    run(x, cache, cache.next((int) x.size(1)), observer);
  }

  /**
   * Runs all layers on one more token of each branch of the sequences in the cache, in place.
   *
   * @param x [B, W, D], FLOAT
   * @param parents which branch of the step before each goes on from, [B][W]
   */
  public void branch(INDArray x, int[][] parents, KeyValueCache cache, LayerObserver observer) {
    run(x, cache, cache.branch(parents), observer);
  }

  /**
   * Scores of the next token at each position.
   *
   * @param x the residual stream after the last layer, [B, L, D]
   * @return [B, L, V]
   */
  public INDArray logits(INDArray x) {
    INDArray logits = ops.create(DataType.FLOAT, x.size(0), x.size(1), config.vocabulary());
    try (Scope scratch = ops.scope()) {
      INDArray normalised = ops.layerNorm(x, finalNorm, toLogits.inputType());
      ops.linear(normalised, toLogits, Epilogue.NONE, logits);
    }
    return logits;
  }

  /**
   * Scores of the next token at every position of whole sequences, without a cache.
   *
   * @param ids [B][L]
   * @param mask 1 for a real token, [B][L], or null; scores at padding mean nothing
   * @return [B, L, V]
   */
  public INDArray forward(int[][] ids, int[][] mask) {
    INDArray x = embed(ids);
    run(x, Padding.of(mask, ids), LayerObserver.NONE);
    return logits(x);
  }

  private void run(INDArray x, KeyValueCache cache, List<Span> spans, LayerObserver observer) {
    run(x, observer, index -> attentions.get(index).addTo(x, cache.layer(index), spans));
  }

  private void run(INDArray x, LayerObserver observer, IntConsumer attend) {
    for (int index = 0; index < config.layers(); index++) {
      observer.before(index, x);
      attend.accept(index);
      feedForwards.get(index).addTo(x);
      observer.after(index, x);
    }
  }

  private void requireContext(int length) {
    if (length > config.contextLength()) {
      throw new IllegalArgumentException(
          "The sequence has %d tokens, but this model reads at most %d; shorten it."
              .formatted(length, config.contextLength()));
    }
  }
}
