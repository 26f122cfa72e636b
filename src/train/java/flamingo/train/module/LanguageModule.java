package flamingo.train.module;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.train.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A causal decoder of MPT-1B's kind, as {@link flamingo.model.language.LanguageModel} runs it.
 *
 * <pre>
 * B batch   L tokens   D width   V vocabulary
 *   ids       [B, L]
 *   x         [B, L, D]
 *   logits    [B, L, V]    tied to the embedding
 * </pre>
 *
 * Sequences are padded on the right, where causal attention keeps the padding from real tokens.
 */
public final class LanguageModule {
  private static final double EMBEDDING_DEVIATION = 0.02;

  private final Tensor table;
  private final List<DecoderLayerModule> layers = new ArrayList<>();
  private final Norm norm;
  private final Alibi alibi;

  /** What happens around the layers. */
  public interface Listener {
    /** Nothing. */
    Listener NONE = new Listener() {};

    /** The residual stream [B, L, D] before a layer; returns what the layer takes. */
    default Tensor before(int layer, Tensor x) {
      return x;
    }

    /** Attention probabilities of a layer, [B, H, L, L]. */
    default void attended(int layer, Tensor probabilities) {}
  }

  public LanguageModule(LanguageConfig config, Parameters parameters) {
    if (config.kind() != LanguageKind.MOSAIC_GPT) {
      throw new IllegalArgumentException(
          "Only decoders of MPT-1B's kind can be trained, not " + config.kind() + ".");
    }
    Parameters transformer = parameters.under("transformer");
    this.table =
        transformer.normal(
            "wte.weight", EMBEDDING_DEVIATION, config.vocabulary(), config.width());
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "blocks." + layer + ".decoder_layer";
      layers.add(new DecoderLayerModule(config, transformer.under(name)));
    }
    this.norm = Norm.withoutBias(transformer, "ln_f", config.width());
    this.alibi = new Alibi(config.heads(), config.contextLength());
  }

  /** [B, L] to [B, L, V]. */
  public Tensor forward(Tensor ids, Listener listener) {
    Tensor x = torch.embedding(table, ids);
    Tensor bias = alibi.of(ids.size(1));
    for (int layer = 0; layer < layers.size(); layer++) {
      int index = layer;
      Tensor input = listener.before(layer, x);
      x = layers.get(layer).forward(input, bias, p -> listener.attended(index, p));
    }
    return torch.linear(norm.forward(x), table);
  }
}
