package flamingo.train.run;

import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.SafetensorsWriter;
import flamingo.train.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run that was stopped, in one file that is replaced as a whole: parameters, what the optimizers
 * remember, and the number of steps done.
 */
final class Checkpoint {
  private static final String STEP = "step";

  private final Path file;

  Checkpoint(Path file) {
    this.file = file;
  }

  /**
   * @param tensors live ones, by name
   */
  void save(Map<String, Tensor> tensors, int step) throws IOException {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
    SafetensorsWriter.write(file, arrays, Map.of(STEP, Integer.toString(step)));
  }

  /**
   * Fills the given tensors, if there is something to continue.
   *
   * @return steps done
   * @throws IllegalArgumentException if the file belongs to another configuration
   */
  int resume(Map<String, Tensor> tensors) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (SafetensorsFile saved = SafetensorsFile.open(file);
        AutoGradMode off = new AutoGradMode(false)) {
      if (!saved.tensors().keySet().equals(tensors.keySet())) {
        throw new IllegalArgumentException(
            "%s holds other tensors than this stage has; delete it to begin again.".formatted(file));
      }
      tensors.forEach((name, tensor) -> tensor.copy_(Tensors.of(saved.read(name))));
      return Integer.parseInt(saved.metadata().get(STEP));
    }
  }
}
