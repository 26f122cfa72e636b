package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import java.nio.file.Path;

/** Reads a language model's settings under the names of its family's {@code config.json}. */
public final class LanguageSettings {
  private static final double EPSILON = 1e-5;
  private static final double ALIBI_MAX = 8;

  /** Far beyond any model: the names of all tensors are made before it is known that they exist. */
  private static final int MOST_LAYERS = 1_000;

  private static final int LARGEST = 1 << 20;
  private static final int LARGEST_RATIO = 64;
  private static final String REMEDY =
      "choose MPT-1B (mosaic_gpt), MPT-7B (mpt) or RedPajama-INCITE-3B (gpt_neox)";

  private final JsonNode root;
  private final Path file;

  private LanguageSettings(JsonNode root, Path file) {
    this.root = root;
    this.file = file;
  }

  /**
   * @param root the content of {@code config.json}
   * @param file where it comes from, for messages
   * @throws CheckpointException if a setting is missing, or of a model that this program has not
   */
  public static LanguageConfig config(JsonNode root, Path file) {
    LanguageSettings settings = new LanguageSettings(root, file);
    try {
      return switch (root.path("model_type").asText()) {
        case "gpt_neox" -> settings.neox();
        case "mpt" -> settings.mpt(LanguageKind.MPT, "expansion_ratio");
        case "mosaic_gpt" -> settings.mpt(LanguageKind.MOSAIC_GPT, "mlp_ratio");
        default -> throw settings.unsupported("model_type", root.path("model_type"));
      };
    } catch (IllegalArgumentException e) {
      throw JsonFile.malformed(file, e.getMessage().replaceAll("\\.$", ""), REMEDY);
    }
  }

  private LanguageConfig neox() {
    require("rotary_pct", root, number("rotary_pct", 1) == 1);
    require("use_parallel_residual", root, !root.path("use_parallel_residual").asBoolean(true));
    require("tie_word_embeddings", root, !root.path("tie_word_embeddings").asBoolean(false));
    require("hidden_act", root, root.path("hidden_act").asText("gelu").equals("gelu"));
    return new LanguageConfig(
        LanguageKind.GPT_NEOX,
        integer("hidden_size"),
        integer("num_attention_heads"),
        integer("num_hidden_layers", MOST_LAYERS),
        integer("intermediate_size"),
        integer("vocab_size"),
        integer("max_position_embeddings"),
        (float) number("layer_norm_eps", EPSILON),
        (float) number("rotary_emb_base", 10_000));
  }

  private LanguageConfig mpt(LanguageKind kind, String ratio) {
    JsonNode attention = root.has("attn_config") ? root.path("attn_config") : root;
    require("alibi", attention, attention.path("alibi").asBoolean(false));
    double alibiMax = attention.path("alibi_bias_max").asDouble(ALIBI_MAX);
    require("alibi_bias_max", attention, alibiMax == ALIBI_MAX);
    require("no_bias", root, root.path("no_bias").asBoolean(false));
    boolean normalised =
        root.path("attn_qk_ln").asBoolean(false) || attention.path("qk_ln").asBoolean(false);
    require("attn_qk_ln", root, normalised == (kind == LanguageKind.MOSAIC_GPT));
    int width = integer("d_model");
    double multiple = number(ratio, 4);
    require(ratio, root, multiple > 0 && multiple <= LARGEST_RATIO);
    return new LanguageConfig(
        kind,
        width,
        integer("n_heads"),
        integer("n_layers", MOST_LAYERS),
        (int) Math.round(width * multiple),
        integer("vocab_size"),
        integer("max_seq_len"),
        (float) number("layer_norm_epsilon", EPSILON),
        0);
  }

  private int integer(String key) {
    return integer(key, LARGEST);
  }

  private int integer(String key, int most) {
    JsonNode value = root.path(key);
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
      throw JsonFile.malformed(
          file, "it must have an integer from 1 to %d as %s".formatted(most, key), REMEDY);
    }
    return value.intValue();
  }

  private double number(String key, double otherwise) {
    JsonNode value = root.path(key);
    return value.isNumber() ? value.doubleValue() : otherwise;
  }

  private void require(String key, JsonNode node, boolean holds) {
    if (!holds) {
      throw unsupported(key, node.path(key));
    }
  }

  private CheckpointException unsupported(String key, JsonNode value) {
    String found = value.isMissingNode() ? "no " + key : key + " " + value;
    return JsonFile.malformed(
        file, "it is of a model that this program has not: it has " + found, REMEDY);
  }
}
