package flamingo.verify;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;

/** Reads a language model's settings under the names of its family's {@code config.json}. */
final class LanguageSettings {
  private static final double EPSILON = 1e-5;
  private static final double ALIBI_MAX = 8;

  private LanguageSettings() {}

  /**
   * @throws FixtureException if a setting is missing or of a model that this version has not
   */
  static LanguageConfig config(Section config) {
    return switch (config.text("model_type")) {
      case "gpt_neox" -> neox(config);
      case "mpt" -> mpt(config, LanguageKind.MPT, "expansion_ratio");
      case "mosaic_gpt" -> mpt(config, LanguageKind.MOSAIC_GPT, "mlp_ratio");
      default -> throw unsupported(config, "model_type");
    };
  }

  private static LanguageConfig neox(Section config) {
    require(config.number("rotary_pct", 1) == 1, config, "rotary_pct");
    require(!config.flag("use_parallel_residual"), config, "use_parallel_residual");
    require(!config.flag("tie_word_embeddings"), config, "tie_word_embeddings");
    require(
        !config.has("hidden_act") || config.text("hidden_act").equals("gelu"),
        config,
        "hidden_act");
    return new LanguageConfig(
        LanguageKind.GPT_NEOX,
        config.integer("hidden_size"),
        config.integer("num_attention_heads"),
        config.integer("num_hidden_layers"),
        config.integer("intermediate_size"),
        config.integer("vocab_size"),
        config.integer("max_position_embeddings"),
        (float) config.number("layer_norm_eps", EPSILON),
        (float) config.number("rotary_emb_base"));
  }

  private static LanguageConfig mpt(Section config, LanguageKind kind, String ratio) {
    Section attention = config.has("attn_config") ? config.child("attn_config") : config;
    require(attention.flag("alibi"), config, "alibi");
    require(attention.number("alibi_bias_max", ALIBI_MAX) == ALIBI_MAX, config, "alibi_bias_max");
    require(config.flag("no_bias"), config, "no_bias");
    boolean normalised = config.flag("attn_qk_ln") || attention.flag("qk_ln");
    require(normalised == (kind == LanguageKind.MOSAIC_GPT), config, "attn_qk_ln");
    int width = config.integer("d_model");
    return new LanguageConfig(
        kind,
        width,
        config.integer("n_heads"),
        config.integer("n_layers"),
        (int) Math.round(width * config.number(ratio)),
        config.integer("vocab_size"),
        config.integer("max_seq_len"),
        (float) config.number("layer_norm_epsilon", EPSILON),
        0);
  }

  private static void require(boolean holds, Section config, String key) {
    if (!holds) {
      throw unsupported(config, key);
    }
  }

  private static FixtureException unsupported(Section config, String key) {
    return new FixtureException(
        "This version has no language model with the %s of %s.".formatted(key, config));
  }
}
