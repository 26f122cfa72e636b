package flamingo.model;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.vision.ConvNetConfig;
import flamingo.model.vision.TransformerConfig;
import flamingo.text.Tokenizer;

/** The configurations that are built in. */
public enum ModelPreset {
  /** Mini Flamingo: small enough to be trained and run on any machine. */
  MINI {
    @Override
    public FlamingoConfig config(Tokenizer tokenizer) {
      return new FlamingoConfig(
          new ConvNetConfig(64, 192),
          ResamplerConfig.images(192, 4, 6, 32, 64),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 256, 8, 4, tokenizer.size(), 512),
          new CrossAttentionConfig(256, 192, 8, 32, 4, MediaAttention.IMMEDIATE),
          1,
          specialTokens(tokenizer));
    }
  },
  /**
   * The sizes of the study that this program grew out of, for measuring speed only: 576 visual
   * features of 1024, a resampler of depth 6, three blocks in a decoder of six layers. The study
   * has no vision tower of its own; a shallow one yields the features here.
   */
  STUDY {
    @Override
    public FlamingoConfig config(Tokenizer tokenizer) {
      return new FlamingoConfig(
          new TransformerConfig(336, 14, 1024, 2, 16, 4096, 768),
          ResamplerConfig.images(1024, 6, 8, 64, 64),
          LanguageConfig.mpt(LanguageKind.MPT, 512, 8, 6, tokenizer.size(), 2048),
          new CrossAttentionConfig(512, 1024, 8, 64, 4, MediaAttention.IMMEDIATE),
          2,
          specialTokens(tokenizer));
    }
  };

  /** The sizes, with the vocabulary of {@code tokenizer}. */
  public abstract FlamingoConfig config(Tokenizer tokenizer);

  private static SpecialTokens specialTokens(Tokenizer tokenizer) {
    return new SpecialTokens(tokenizer.endOfChunk(), tokenizer.image(), tokenizer.padding());
  }
}
