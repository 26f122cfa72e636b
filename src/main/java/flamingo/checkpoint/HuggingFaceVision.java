package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.vision.TransformerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A CLIP vision tower as Hugging Face saves it, alone or within a whole CLIP, under the names of
 * open_clip: query, key and value stacked, the projection transposed.
 */
final class HuggingFaceVision {
  private static final String TOWER = "vision_model.";
  private static final String PATCHES = TOWER + "embeddings.patch_embedding.weight";
  private static final String PROJECTION = "visual_projection.weight";
  private static final double EPSILON = 1e-5;
  private static final String REMEDY = "choose the folder of a CLIP model";

  private final TensorSource source;
  private final Map<String, ModelTensor> tensors = new LinkedHashMap<>();

  private HuggingFaceVision(TensorSource source) {
    this.source = source;
  }

  static boolean isOne(TensorSource source) {
    return source.tensors().containsKey(PATCHES);
  }

  /** The sizes that {@code config.json} beside the weights states. */
  static TransformerConfig config(TensorSource source) {
    Path path = source.path();
    Path folder = Files.isDirectory(path) ? path : path.resolveSibling("");
    return config(folder.resolve("config.json"), source.tensors().containsKey(PROJECTION));
  }

  private static TransformerConfig config(Path file, boolean projects) {
    JsonNode root = JsonFile.read(file);
    JsonNode vision = root.has("vision_config") ? root.get("vision_config") : root;
    String activation = vision.path("hidden_act").asText("quick_gelu");
    double epsilon = vision.path("layer_norm_eps").asDouble(EPSILON);
    if (!activation.equals("quick_gelu") || epsilon != EPSILON) {
      String what = "it is a tower with %s and epsilon %s".formatted(activation, epsilon);
      throw JsonFile.malformed(file, what, REMEDY);
    }
    try {
      return new TransformerConfig(
          vision.path("image_size").asInt(224),
          vision.path("patch_size").asInt(32),
          vision.path("hidden_size").asInt(768),
          vision.path("num_hidden_layers").asInt(12),
          vision.path("num_attention_heads").asInt(12),
          vision.path("intermediate_size").asInt(3072),
          projects
              ? vision.path("projection_dim").asInt(512)
              : vision.path("hidden_size").asInt(768));
    } catch (IllegalArgumentException e) {
      throw JsonFile.malformed(file, e.getMessage().replaceAll("\\.$", ""), REMEDY);
    }
  }

  /**
   * @throws CheckpointException if a tensor is missing
   */
  static Map<String, ModelTensor> tensors(TensorSource source, TransformerConfig config) {
    HuggingFaceVision names = new HuggingFaceVision(source);
    names.addEnds(config);
    for (int layer = 0; layer < config.layers(); layer++) {
      names.addLayer(
          TOWER + "encoder.layers." + layer + ".", "transformer.resblocks." + layer + ".");
    }
    return names.tensors;
  }

  private void addEnds(TransformerConfig config) {
    String embeddings = TOWER + "embeddings.";
    tensors.put("class_embedding", stored(embeddings + "class_embedding"));
    tensors.put("conv1.weight", stored(PATCHES));
    tensors.put("positional_embedding", stored(embeddings + "position_embedding.weight"));
    tensors.put("proj", projection(config));
    rename(TOWER + "pre_layrnorm", "ln_pre"); // sic
    rename(TOWER + "post_layernorm", "ln_post");
  }

  /** A tower that was saved without a projection compares images by its own features. */
  private ModelTensor projection(TransformerConfig config) {
    if (!source.tensors().containsKey(PROJECTION)) {
      return new ModelTensor.Identity(config.width());
    }
    ModelTensor stored = stored(PROJECTION);
    return stored.shape().length == 2 ? new ModelTensor.Transposed(stored) : stored;
  }

  private void addLayer(String from, String to) {
    rename(from + "layer_norm1", to + "ln_1");
    rename(from + "layer_norm2", to + "ln_2");
    rename(from + "mlp.fc1", to + "mlp.c_fc");
    rename(from + "mlp.fc2", to + "mlp.c_proj");
    rename(from + "self_attn.out_proj", to + "attn.out_proj");
    for (String parameter : List.of("weight", "bias")) {
      List<ModelTensor> parts =
          Stream.of("q", "k", "v")
              .map(part -> stored(from + "self_attn." + part + "_proj." + parameter))
              .toList();
      tensors.put(to + "attn.in_proj_" + parameter, new ModelTensor.Stacked(parts));
    }
  }

  private void rename(String from, String to) {
    tensors.put(to + ".weight", stored(from + ".weight"));
    tensors.put(to + ".bias", stored(from + ".bias"));
  }

  private ModelTensor stored(String name) {
    TensorEntry entry = source.tensors().get(name);
    if (entry == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY,
          source.path(),
          "there is no tensor " + name,
          "choose the folder of a CLIP model, or download it again");
    }
    if (entry.shape().length == 0) {
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          source.path(),
          "its tensor " + name + " is a single number",
          "choose the folder of a CLIP model, or download it again");
    }
    return new ModelTensor.Stored(source, entry);
  }
}
