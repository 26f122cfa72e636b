package flamingo.checkpoint;

import flamingo.model.FlamingoConfig;
import flamingo.model.ResamplerConfig;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.vision.TransformerConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of every tensor that a model of given sizes has, by the names of OpenFlamingo's state
 * dict. What a checkpoint lacks is told from it before any weight is read.
 */
final class ParameterShapes {
  static final String BLOCK = "gated_cross_attn_layer";

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private ParameterShapes() {}

  /** All of a model. */
  static Map<String, long[]> of(FlamingoConfig config) {
    ParameterShapes all = new ParameterShapes();
    if (config.vision() instanceof TransformerConfig vision) {
      all.vision("vision_encoder.", vision);
    }
    all.resampler("perceiver.", config.resampler());
    LanguageConfig language = config.language();
    all.tables("lang_encoder.", language);
    for (int layer = 0; layer < language.layers(); layer++) {
      String name = "lang_encoder." + language.kind().layers() + "." + layer + ".";
      if (config.hasBlockBefore(layer)) {
        all.block(name + BLOCK + ".", config.crossAttention());
      }
      all.layer(name, language);
    }
    return all.shapes;
  }

  /** Those of a vision tower alone, by the names of open_clip. */
  static Map<String, long[]> vision(TransformerConfig config) {
    ParameterShapes tower = new ParameterShapes();
    tower.vision("", config);
    return tower.shapes;
  }

  /** Those of a language model alone, by its own names. */
  static Map<String, long[]> language(LanguageConfig config) {
    ParameterShapes model = new ParameterShapes();
    model.tables("", config);
    for (int layer = 0; layer < config.layers(); layer++) {
      model.layer(config.kind().layers() + "." + layer + ".", config);
    }
    return model.shapes;
  }

  /** Resampler and blocks, of the sizes of a checkpoint's first ones. */
  static Map<String, long[]> trained(TrainedPart part) {
    ParameterShapes shapes = new ParameterShapes();
    shapes.resampler("perceiver.", part.resampler());
    for (int layer = part.every() - 1; layer <= part.lastBlock(); layer += part.every()) {
      String name = "lang_encoder." + part.layers() + "." + layer + "." + BLOCK + ".";
      shapes.block(name, part.crossAttention());
    }
    return shapes.shapes;
  }

  private void vision(String prefix, TransformerConfig config) {
    long width = config.width();
    put(prefix + "class_embedding", width);
    put(prefix + "positional_embedding", config.patches() + 1L, width);
    put(prefix + "proj", width, config.embedding());
    put(prefix + "conv1.weight", width, 3, config.patchSize(), config.patchSize());
    norm(prefix + "ln_pre", width);
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = prefix + "transformer.resblocks." + layer + ".";
      norm(name + "ln_1", width);
      put(name + "attn.in_proj_weight", 3 * width, width);
      put(name + "attn.in_proj_bias", 3 * width);
      biasedLinear(name + "attn.out_proj", width, width);
      norm(name + "ln_2", width);
      biasedLinear(name + "mlp.c_fc", config.feedForward(), width);
      biasedLinear(name + "mlp.c_proj", width, config.feedForward());
    }
    norm(prefix + "ln_post", width);
  }

  private void resampler(String prefix, ResamplerConfig config) {
    long width = config.width();
    long inner = (long) config.heads() * config.headWidth();
    put(prefix + "latents", config.latents(), width);
    if (config.maxFrames() > 0) {
      put(prefix + "frame_embs", config.maxFrames(), width);
    }
    if (config.maxMedia() > 0) {
      put(prefix + "media_time_embs", config.maxMedia(), 1, width);
    }
    for (int layer = 0; layer < config.depth(); layer++) {
      String name = prefix + "layers." + layer + ".";
      norm(name + "0.norm_media", width);
      norm(name + "0.norm_latents", width);
      put(name + "0.to_q.weight", inner, width);
      put(name + "0.to_kv.weight", 2 * inner, width);
      put(name + "0.to_out.weight", width, inner);
      norm(name + "1.0", width);
      put(name + "1.1.weight", width * config.feedForwardMultiple(), width);
      put(name + "1.3.weight", width, width * config.feedForwardMultiple());
    }
    norm(prefix + "norm", width);
  }

  private void block(String prefix, CrossAttentionConfig config) {
    long width = config.width();
    long inner = (long) config.heads() * config.headWidth();
    put(prefix + "attn_gate", 1);
    put(prefix + "ff_gate", 1);
    norm(prefix + "attn.norm", width);
    put(prefix + "attn.to_q.weight", inner, width);
    put(prefix + "attn.to_kv.weight", 2 * inner, config.mediaWidth());
    put(prefix + "attn.to_out.weight", width, inner);
    norm(prefix + "ff.0", width);
    put(prefix + "ff.1.weight", width * config.feedForwardMultiple(), width);
    put(prefix + "ff.3.weight", width, width * config.feedForwardMultiple());
  }

  private void tables(String prefix, LanguageConfig config) {
    LanguageKind kind = config.kind();
    put(prefix + kind.embedding() + ".weight", config.vocabulary(), config.width());
    if (!kind.isTied()) {
      put(prefix + kind.output() + ".weight", config.vocabulary(), config.width());
    }
    languageNorm(prefix + kind.finalNorm(), config);
  }

  private void layer(String prefix, LanguageConfig config) {
    LanguageKind kind = config.kind();
    long width = config.width();
    languageNorm(prefix + kind.attentionNorm(), config);
    languageNorm(prefix + kind.feedForwardNorm(), config);
    linear(prefix + kind.expand(), config.feedForward(), width, config);
    linear(prefix + kind.contract(), width, config.feedForward(), config);
    linear(prefix + kind.queryKeyValue(), 3 * width, width, config);
    linear(prefix + kind.attentionOutput(), width, width, config);
    if (kind == LanguageKind.MOSAIC_GPT) {
      languageNorm(prefix + "attn.q_ln", config);
      languageNorm(prefix + "attn.k_ln", config);
    }
  }

  private void languageNorm(String name, LanguageConfig config) {
    put(name + ".weight", config.width());
    if (config.kind().hasBiases()) {
      put(name + ".bias", config.width());
    }
  }

  private void linear(String name, long outputs, long inputs, LanguageConfig config) {
    put(name + ".weight", outputs, inputs);
    if (config.kind().hasBiases()) {
      put(name + ".bias", outputs);
    }
  }

  private void biasedLinear(String name, long outputs, long inputs) {
    put(name + ".weight", outputs, inputs);
    put(name + ".bias", outputs);
  }

  private void norm(String name, long width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void put(String name, long... shape) {
    shapes.put(name, shape);
  }
}
