package flamingo.train.stage;

import flamingo.checkpoint.SafetensorsWriter;
import flamingo.train.module.VisionTower;
import flamingo.train.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained model as the program reads it: one safetensors file. */
public final class ModelFile {
  private static final String VISION = "vision_encoder.";

  private ModelFile() {}

  /**
   * Everything but what served training only; the tower in its inference form.
   *
   * @param metadata free text
   */
  public static void write(
      Path file, VisionTower tower, Parameters parameters, Map<String, String> metadata)
      throws IOException {
    Map<String, INDArray> tensors = new LinkedHashMap<>(parameters.arrays());
    tensors.keySet().removeIf(name -> name.startsWith(VISION) || name.startsWith("heads."));
    tower.exported().forEach((name, array) -> tensors.put(VISION + name, array));
    SafetensorsWriter.write(file, tensors, metadata);
  }

  /** A draft model: a decoder and its gated blocks. */
  public static void writeDraft(Path file, Parameters parameters, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(file, parameters.arrays(), metadata);
  }
}
