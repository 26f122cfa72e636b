package flamingo.train.module;

import flamingo.model.ResamplerConfig;
import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A layer of the resampler: latents attend to the features and to themselves, then a feed-forward
 * block.
 *
 * <pre>
 * B images   N features an image   R latents   D width   H heads   d head width
 *   features                   [B, N, D]
 *   latents                    [B, R, D]
 *   norm(features); norm(l)    [B, N + R, D]
 *   k; v                       [B, N + R, 2 H d]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 5</a>
 */
final class PerceiverLayerModule {
  private final Norm mediaNorm;
  private final Norm latentNorm;
  private final Linear toQuery;
  private final Linear toKeyValue;
  private final Linear toOut;
  private final Attention attention;
  private final FeedForwardModule feedForward;

  PerceiverLayerModule(ResamplerConfig config, Parameters parameters) {
    int width = config.width();
    int inner = config.heads() * config.headWidth();
    Parameters own = parameters.under("0");
    this.mediaNorm = Norm.of(own, "norm_media", width);
    this.latentNorm = Norm.of(own, "norm_latents", width);
    this.toQuery = Linear.of(own, "to_q", inner, width);
    this.toKeyValue = Linear.of(own, "to_kv", 2L * inner, width);
    this.toOut = Linear.of(own, "to_out", width, inner);
    this.attention = new Attention(config.heads(), config.headWidth());
    this.feedForward =
        FeedForwardModule.flamingo(
            parameters.under("1"), width, config.feedForwardMultiple());
  }

  Tensor forward(Tensor latents, Tensor features) {
    Tensor normalised = latentNorm.forward(latents);
    Tensor all = torch.cat(new TensorVector(mediaNorm.forward(features), normalised), 1);
    Tensor keyValue = toKeyValue.forward(all);
    Tensor attended =
        attention.forward(toQuery.forward(normalised), Linear.part(keyValue, 0, 2), Linear.part(keyValue, 1, 2));
    Tensor after = latents.add(toOut.forward(attended));
    return after.add(feedForward.forward(after));
  }
}
