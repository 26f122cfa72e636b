package flamingo.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.model.layer.Weights;
import flamingo.model.vision.TransformerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A CLIP vision tower as Hugging Face saves it, {@code config.json} beside {@code
 * model.safetensors}, under the names of open_clip that {@link
 * flamingo.model.vision.VisionTransformer} takes. The folder may hold the tower alone or a whole
 * CLIP, of which the text half is left alone.
 *
 * @param weights query, key and value stacked as {@code attn.in_proj}, the projection transposed
 */
public record HuggingFaceVision(TransformerConfig config, Weights weights) {
  private static final String TOWER = "vision_model.";
  private static final String PROJECTION = "visual_projection.weight";
  private static final long LARGEST_CONFIG = 1 << 20;
  private static final double EPSILON = 1e-5;

  /**
   * @param folder with {@code config.json} and {@code model.safetensors}
   * @throws CheckpointException if a file is broken, a tensor is missing, or the tower is of a kind
   *     that this program has not
   */
  public static HuggingFaceVision read(Path folder) {
    TransformerConfig config = config(folder.resolve("config.json"));
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
      return new HuggingFaceVision(config, Weights.of(tensors(file, config.layers())));
    }
  }

  private static TransformerConfig config(Path file) {
    JsonNode root = json(file);
    JsonNode vision = root.has("vision_config") ? root.get("vision_config") : root;
    String activation = vision.path("hidden_act").asText("quick_gelu");
    double epsilon = vision.path("layer_norm_eps").asDouble(EPSILON);
    if (!activation.equals("quick_gelu") || epsilon != EPSILON) {
      throw malformed(
          file, "it is a tower with %s and epsilon %s".formatted(activation, epsilon), null);
    }
    try {
      return new TransformerConfig(
          vision.path("image_size").asInt(224),
          vision.path("patch_size").asInt(32),
          vision.path("hidden_size").asInt(768),
          vision.path("num_hidden_layers").asInt(12),
          vision.path("num_attention_heads").asInt(12),
          vision.path("intermediate_size").asInt(3072),
          vision.path("projection_dim").asInt(512));
    } catch (IllegalArgumentException e) {
      throw malformed(file, e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      if (Files.size(file) > LARGEST_CONFIG) {
        throw malformed(file, "it is too large to be a configuration", null);
      }
      return new JsonMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw malformed(file, "it is not valid JSON", e);
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(file, e);
    }
  }

  private static CheckpointException malformed(Path file, String what, Exception cause) {
    return new CheckpointException(
        CheckpointProblem.MALFORMED_CONFIG, file, what, "choose the folder of a CLIP model", cause);
  }

  private static Map<String, INDArray> tensors(SafetensorsFile file, int layers) {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    String embeddings = TOWER + "embeddings.";
    tensors.put("class_embedding", file.read(embeddings + "class_embedding"));
    tensors.put("conv1.weight", file.read(embeddings + "patch_embedding.weight"));
    tensors.put("positional_embedding", file.read(embeddings + "position_embedding.weight"));
    tensors.put("proj", file.read(PROJECTION).transpose().dup('c'));
    copy(file, TOWER + "pre_layrnorm", "ln_pre", tensors); // sic
    copy(file, TOWER + "post_layernorm", "ln_post", tensors);
    for (int layer = 0; layer < layers; layer++) {
      String from = TOWER + "encoder.layers." + layer + ".";
      String to = "transformer.resblocks." + layer + ".";
      copy(file, from + "layer_norm1", to + "ln_1", tensors);
      copy(file, from + "layer_norm2", to + "ln_2", tensors);
      copy(file, from + "mlp.fc1", to + "mlp.c_fc", tensors);
      copy(file, from + "mlp.fc2", to + "mlp.c_proj", tensors);
      copy(file, from + "self_attn.out_proj", to + "attn.out_proj", tensors);
      tensors.put(to + "attn.in_proj_weight", stacked(file, from + "self_attn.", "weight"));
      tensors.put(to + "attn.in_proj_bias", stacked(file, from + "self_attn.", "bias"));
    }
    return tensors;
  }

  private static void copy(
      SafetensorsFile file, String from, String to, Map<String, INDArray> tensors) {
    tensors.put(to + ".weight", file.read(from + ".weight"));
    tensors.put(to + ".bias", file.read(from + ".bias"));
  }

  private static INDArray stacked(SafetensorsFile file, String attention, String parameter) {
    return Nd4j.concat(
        0,
        file.read(attention + "q_proj." + parameter),
        file.read(attention + "k_proj." + parameter),
        file.read(attention + "v_proj." + parameter));
  }
}
