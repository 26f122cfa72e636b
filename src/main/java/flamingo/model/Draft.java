package flamingo.model;

import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.Weights;

/**
 * A small decoder that sees the same visual tokens as the model and says what it may write.
 *
 * @param weights under the names of the whole model's: {@code lang_encoder}
 * @param layers of the decoder, each with a gated cross-attention block; all else is as in the
 *     model
 * @see <a href="https://arxiv.org/abs/2211.17192">Speculative decoding</a>
 */
public record Draft(Weights weights, int layers) {
  FlamingoConfig config(FlamingoConfig model) {
    LanguageConfig language = model.language().withLayers(layers);
    return new FlamingoConfig(
        model.vision(),
        model.resampler(),
        language,
        model.crossAttention(),
        1,
        model.specialTokens());
  }
}
