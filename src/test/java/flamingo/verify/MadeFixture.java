package flamingo.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import flamingo.checkpoint.SafetensorsWriter;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.nd4j.Nd4jOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A fixture of a tiny resampler whose expected output is the resampler's own, to be spoilt. */
public final class MadeFixture {
  private static final ResamplerConfig CONFIG = new ResamplerConfig(6, 1, 2, 3, 4, 2, 2, 0);

  final ObjectNode json;
  final Map<String, INDArray> tensors = new LinkedHashMap<>();

  public MadeFixture() throws IOException {
    json =
        (ObjectNode)
            new JsonMapper()
                .readTree(
                    """
                    {"schema": 1, "name": "made", "kind": "resampler", "files": {},
                     "config": {"dim": 6, "depth": 1, "dim_head": 2, "heads": 3, "num_latents": 4,
                                "ff_mult": 2, "max_num_media": 2, "max_num_frames": null},
                     "cases": [{"name": "main", "inputs": ["x"],
                                "expected": {"out": {"max_abs": 1e-5, "rel_l2": 1e-5}}}]}
                    """);
    Map<String, INDArray> weights = new LinkedHashMap<>();
    add(weights, "latents", 4, 6);
    add(weights, "media_time_embs", 2, 1, 6);
    for (String norm :
        new String[] {"norm", "layers.0.0.norm_media", "layers.0.0.norm_latents", "layers.0.1.0"}) {
      add(weights, norm + ".weight", 6);
      add(weights, norm + ".bias", 6);
    }
    add(weights, "layers.0.0.to_q.weight", 6, 6);
    add(weights, "layers.0.0.to_kv.weight", 12, 6);
    add(weights, "layers.0.0.to_out.weight", 6, 6);
    add(weights, "layers.0.1.1.weight", 12, 6);
    add(weights, "layers.0.1.3.weight", 6, 12);
    weights.forEach((name, array) -> tensors.put("weights." + name, array));
    INDArray x = Nd4j.randn(DataType.FLOAT, 1, 2, 1, 5, 6);
    tensors.put("input.main.x", x);
    tensors.put(
        "expected.main.out",
        new PerceiverResampler(CONFIG, Weights.of(weights), new Nd4jOps(), Precision.FP32)
            .forward(x));
  }

  ObjectNode firstCase() {
    return (ObjectNode) json.get("cases").get(0);
  }

  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("fixture.json"), json.toString());
    SafetensorsWriter.write(folder.resolve("tensors.safetensors"), tensors, Map.of());
    return folder;
  }

  private static void add(Map<String, INDArray> weights, String name, long... shape) {
    weights.put(name, Nd4j.randn(DataType.FLOAT, shape));
  }
}
