package flamingo.train.stage;

import flamingo.checkpoint.SafetensorsWriter;
import flamingo.train.module.VisionTower;
import flamingo.train.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained model as the program reads it: one safetensors file of 16-bit numbers. */
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
    SafetensorsWriter.write(file, halved(tensors), metadata);
  }

  /** A draft model: a decoder and its gated blocks. */
  public static void writeDraft(Path file, Parameters parameters, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(file, halved(parameters.arrays()), metadata);
  }

  private static Map<String, INDArray> halved(Map<String, INDArray> tensors) {
    Map<String, INDArray> halved = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> halved.put(name, tensor.castTo(DataType.FLOAT16)));
    return halved;
  }
}
