package flamingo.train.module;

import flamingo.model.ResamplerConfig;
import flamingo.train.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The Perceiver Resampler for single images, as {@link flamingo.model.PerceiverResampler} runs it.
 *
 * <pre>
 * B images   N features an image   D width   R latents
 *   features   [B, N, D]
 *   tokens     [B, R, D]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 5</a>
 */
public final class ResamplerModule {
  private static final double LATENT_DEVIATION = 0.5;

  private final ResamplerConfig config;
  private final Tensor latents;
  private final List<PerceiverLayerModule> layers = new ArrayList<>();
  private final Norm norm;

  public ResamplerModule(ResamplerConfig config, Parameters parameters) {
    this.config = config;
    this.latents =
        parameters.normal("latents", LATENT_DEVIATION, config.latents(), config.width());
    for (int layer = 0; layer < config.depth(); layer++) {
      layers.add(new PerceiverLayerModule(config, parameters.under("layers." + layer)));
    }
    this.norm = Norm.of(parameters, "norm", config.width());
  }

  public ResamplerConfig config() {
    return config;
  }

  /**
   * @param features [B, N, D]
   * @param visualTokens length of the prefix of the latents, R'
   * @param depth layers that are run; the final normalisation is shared by all depths
   * @return [B, R', D]
   */
  public Tensor forward(Tensor features, int visualTokens, int depth) {
    Tensor current =
        latents
            .narrow(0, 0, visualTokens)
            .unsqueeze(0)
            .expand(features.size(0), visualTokens, config.width());
    for (PerceiverLayerModule layer : layers.subList(0, depth)) {
      current = layer.forward(current, features);
    }
    return norm.forward(current);
  }
}
