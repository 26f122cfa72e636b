package flamingo.train.module;

import flamingo.model.language.LanguageConfig;
import flamingo.train.tensor.Parameters;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/** A layer of MPT-1B: attention with normalised queries and keys, then feed-forward; [B, L, D]. */
final class DecoderLayerModule {
  private final Norm norm;
  private final Linear toQueryKeyValue;
  private final Norm queryNorm;
  private final Norm keyNorm;
  private final Linear toOut;
  private final Attention attention;
  private final FeedForwardModule feedForward;

  DecoderLayerModule(LanguageConfig config, Parameters parameters) {
    int width = config.width();
    double residual = 1 / Math.sqrt(3.0 * width * 2 * config.layers());
    this.norm = Norm.withoutBias(parameters, "ln_1", width);
    this.toQueryKeyValue = Linear.of(parameters, "attn.Wqkv", 3L * width, width);
    this.queryNorm = Norm.withoutBias(parameters, "attn.q_ln", width);
    this.keyNorm = Norm.withoutBias(parameters, "attn.k_ln", width);
    this.toOut = Linear.scaled(parameters, "attn.out_proj", width, width, residual);
    this.attention = new Attention(config.heads(), width / config.heads());
    this.feedForward =
        new FeedForwardModule(
            Norm.withoutBias(parameters, "ln_2", width),
            Linear.of(parameters, "mlp.mlp_up", config.feedForward(), width),
            Linear.scaled(parameters, "mlp.mlp_down", width, config.feedForward(), residual / 2));
  }

  Tensor forward(Tensor x, Tensor bias, Consumer<Tensor> observer) {
    Tensor all = toQueryKeyValue.forward(norm.forward(x));
    Tensor q = queryNorm.forward(Linear.part(all, 0, 3));
    Tensor k = keyNorm.forward(Linear.part(all, 1, 3));
    Tensor attended = attention.forward(q, k, Linear.part(all, 2, 3), bias, observer);
    Tensor after = x.add(toOut.forward(attended));
    return after.add(feedForward.forward(after));
  }
}
