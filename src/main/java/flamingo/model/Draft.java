package flamingo.model;

import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.Weights;

/**
 * A small decoder that says what the model may write.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Speculative decoding</a>
 */
public sealed interface Draft {
  /** What its language model is made of. */
  Weights weights();

  /** Sizes of the decoder. */
  LanguageConfig language(LanguageConfig model);

  /**
   * One that sees the same visual tokens as the model.
   *
   * @param weights under the names of the whole model's: {@code lang_encoder}
   * @param layers of the decoder, each with a gated cross-attention block; all else is as in the
   *     model
   */
  record Seeing(Weights weights, int layers) implements Draft {
    @Override
    public LanguageConfig language(LanguageConfig model) {
      return model.withLayers(layers);
    }
  }

  /**
   * A language model of the same vocabulary, which reads the text and sees nothing.
   *
   * @param weights under the names of its family
   * @param own its sizes
   */
  record Reading(Weights weights, LanguageConfig own) implements Draft {
    @Override
    public LanguageConfig language(LanguageConfig model) {
      return own;
    }
  }
}
