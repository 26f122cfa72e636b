package flamingo.benchmark.workload;

import flamingo.model.FlamingoConfig;
import flamingo.model.ResamplerConfig;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import java.util.Locale;

/**
 * Sizes of the released models: all read images with ViT-L/14 and a resampler of 6 layers and 64
 * latents.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, table 1</a>
 */
enum OpenFlamingoSize {
  /** MPT-1B, a gated block before each of its 24 layers. */
  OF3B("3B", LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 2048, 16, 24, 50_280, 2048), 1),
  /** RedPajama-INCITE-3B, a GPT-NeoX, a gated block before every second of its 32 layers. */
  OF4B("4B", LanguageConfig.neox(2560, 32, 32, 10_240, 50_280, 2048), 2),
  /** MPT-7B, a gated block before every fourth of its 32 layers. */
  OF9B("9B", LanguageConfig.mpt(LanguageKind.MPT, 4096, 32, 32, 50_280, 2048), 4);

  private static final int VISION_WIDTH = 1024;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;

  private final String size;
  private final FlamingoConfig config;

  OpenFlamingoSize(String size, LanguageConfig language, int blockEvery) {
    this.size = size;
    this.config =
        new FlamingoConfig(
            VisionWorkload.VIT_L_14,
            ResamplerConfig.images(VISION_WIDTH, 6, HEADS, HEAD_WIDTH, 64),
            language,
            new CrossAttentionConfig(
                language.width(), VISION_WIDTH, HEADS, HEAD_WIDTH, 4, MediaAttention.IMMEDIATE),
            blockEvery,
            new SpecialTokens(50_277, 50_278, 50_279));
  }

  FlamingoConfig config() {
    return config;
  }

  /** As workloads are named, for instance {@code of3b}. */
  String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For instance OpenFlamingo-3B. */
  String title() {
    return "OpenFlamingo-" + size;
  }

  static OpenFlamingoSize of(String prefix) {
    return valueOf(prefix.toUpperCase(Locale.ROOT));
  }
}
