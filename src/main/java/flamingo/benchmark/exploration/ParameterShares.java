package flamingo.benchmark.exploration;

import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.model.ResamplerConfig;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the parameters are, and which of them Flamingo's training learns: the resampler and the
 * gated blocks, while vision tower and language model are frozen.
 */
final class ParameterShares implements Exploration {
  private static final long PIXELS = 3 * 224 * 224;
  private static final long HIDDEN = 2048;
  private static final int WIDTH = 512;
  private static final int BLOCKS = 3;

  @Override
  public String id() {
    return "parameters";
  }

  @Override
  public String title() {
    return "Mini Flamingo: parameters";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>(studied());
    for (ModelPreset preset : ModelPreset.values()) {
      FlamingoConfig config = preset.config(WordTokenizer.mini());
      steps.addAll(
          parts(
              preset.name().toLowerCase(Locale.ROOT),
              config.vision().parameters(),
              config.language().parameters(),
              config.resampler().parameters(),
              config.blocks() * config.crossAttention().parameters()));
    }
    return steps;
  }

  /** The study's Mini Flamingo, with this project's decoder: no biases, tied embeddings. */
  private static List<Step> studied() {
    LanguageConfig language = LanguageConfig.mpt(LanguageKind.MPT, WIDTH, 8, BLOCKS, 50_000, WIDTH);
    CrossAttentionConfig block =
        new CrossAttentionConfig(WIDTH, WIDTH, 8, 64, 4, MediaAttention.IMMEDIATE);
    return parts(
        "mini-flamingo",
        (PIXELS + 1) * HIDDEN + (HIDDEN + 1) * WIDTH,
        language.parameters(),
        ResamplerConfig.images(WIDTH, 4, 8, 64, 64).parameters(),
        BLOCKS * block.parameters());
  }

  private static List<Step> parts(
      String model, long vision, long language, long resampler, long blocks) {
    return List.of(
        part(model, "vision tower, frozen", vision),
        part(model, "language model, frozen", language),
        part(model, "resampler, learned", resampler),
        part(model, "gated cross-attention, learned", blocks),
        part(model, "all frozen", vision + language),
        part(model, "all learned", resampler + blocks),
        part(model, "total", vision + language + resampler + blocks));
  }

  private static Step part(String model, String name, long parameters) {
    return new Step(model, name, bench -> Finding.NOTHING.parameters(parameters));
  }
}
