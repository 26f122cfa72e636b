package flamingo.train.module;

import flamingo.model.layer.CrossAttentionConfig;
import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * Gated cross-attention, as {@link flamingo.model.layer.GatedCrossAttention} runs it; text sees its
 * immediate image. The gates begin at 0.
 *
 * <pre>
 * B batch   L text   D width   I images   R visual tokens an image   Dv their width
 *   x        [B, L, D]
 *   media    [I, R, Dv]    shared by all texts of the batch
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.2 and figure 4</a>
 */
public final class GatedBlockModule {
  private final Norm norm;
  private final Linear toQuery;
  private final Linear toKeyValue;
  private final Linear toOut;
  private final Attention attention;
  private final FeedForwardModule feedForward;
  private final Tensor attentionGate;
  private final Tensor feedForwardGate;

  public GatedBlockModule(CrossAttentionConfig config, Parameters parameters) {
    int inner = config.heads() * config.headWidth();
    Parameters own = parameters.under("attn");
    this.norm = Norm.of(own, "norm", config.width());
    this.toQuery = Linear.of(own, "to_q", inner, config.width());
    this.toKeyValue = Linear.of(own, "to_kv", 2L * inner, config.mediaWidth());
    this.toOut = Linear.of(own, "to_out", config.width(), inner);
    this.attention = new Attention(config.heads(), config.headWidth());
    this.feedForward =
        FeedForwardModule.flamingo(
            parameters.under("ff"), config.width(), config.feedForwardMultiple());
    this.attentionGate = parameters.constant("attn_gate", 0, 1);
    this.feedForwardGate = parameters.constant("ff_gate", 0, 1);
  }

  /**
   * @param index which text sees which image, or null where there is none
   */
  public Tensor forward(Tensor x, Tensor media, MediaIndex index) {
    Tensor after = index == null ? x : x.add(attend(x, media, index).mul(attentionGate.tanh()));
    return after.add(feedForward.forward(after).mul(feedForwardGate.tanh()));
  }

  private Tensor attend(Tensor x, Tensor media, MediaIndex index) {
    Tensor q = toQuery.forward(norm.forward(x).reshape(x.size(0) * x.size(1), x.size(2)));
    Tensor keyValue = index.ofChunks(toKeyValue.forward(media)); // [C, R, 2 H d]
    Tensor attended =
        attention.forward(index.toChunks(q), Linear.part(keyValue, 0, 2), Linear.part(keyValue, 1, 2)); // [C, S, H d]
    return toOut.forward(index.fromChunks(attended)).reshape(x.size(0), x.size(1), x.size(2));
  }
}
