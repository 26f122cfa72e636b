package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Towers in the layout of Hugging Face; the verifier's fixtures compare what they compute. */
class ClipTowerTest {
  private static final String LAYER = "vision_model.encoder.layers.0.";

  @TempDir Path folder;
  private final Map<String, INDArray> tensors = new TreeMap<>();

  @BeforeEach
  void write() throws IOException {
    tensors.put("vision_model.embeddings.class_embedding", Nd4j.rand(8));
    tensors.put("vision_model.embeddings.patch_embedding.weight", Nd4j.rand(8, 3, 4, 4));
    tensors.put("vision_model.embeddings.position_embedding.weight", Nd4j.rand(5, 8));
    for (String norm : new String[] {"pre_layrnorm", "post_layernorm"}) {
      put("vision_model." + norm, 8);
    }
    for (String norm : new String[] {"layer_norm1", "layer_norm2"}) {
      put(LAYER + norm, 8);
    }
    for (String linear : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
      put(LAYER + "self_attn." + linear, 8, 8);
    }
    put(LAYER + "mlp.fc1", 16, 8);
    put(LAYER + "mlp.fc2", 8, 16);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "clip_vision_model", "image_size": 8, "patch_size": 4, "hidden_size": 8,
         "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16,
         "projection_dim": 6}
        """);
  }

  private void put(String name, long... shape) {
    tensors.put(name + ".weight", Nd4j.rand(shape));
    tensors.put(name + ".bias", Nd4j.rand(new long[] {shape[0]}));
  }

  @Test
  void aTowerWithoutAProjectionKeepsItsFeatures() throws IOException {
    try (ClipTower tower = open()) {
      assertThat(tower.config().embedding()).isEqualTo(8);
      assertThat(tower.weights().get("proj", 8, 8)).isEqualTo(Nd4j.eye(8));
      assertThat(Mismatch.all(ParameterShapes.vision(tower.config()), tower.tensors())).isEmpty();
    }
  }

  @Test
  void theProjectionIsTransposedAndTheAttentionStacked() throws IOException {
    INDArray projection = Nd4j.rand(6, 8);
    tensors.put("visual_projection.weight", projection);

    try (ClipTower tower = open()) {
      assertThat(tower.weights().get("proj", 8, 6)).isEqualTo(projection.transpose());
      INDArray stacked = tower.weights().get("transformer.resblocks.0.attn.in_proj_weight", 24, 8);
      assertThat(stacked.getRow(9))
          .isEqualTo(tensors.get(LAYER + "self_attn.k_proj.weight").getRow(1));
    }
  }

  @Test
  void aMissingTensorIsNamed() {
    tensors.remove(LAYER + "mlp.fc2.bias");

    assertThat(catchThrowableOfType(CheckpointException.class, this::open))
        .hasMessageContaining("mlp.fc2.bias");
  }

  private ClipTower open() throws IOException {
    TinyModel.save(folder.resolve("model.safetensors"), tensors);
    return ClipTower.open(folder);
  }
}
