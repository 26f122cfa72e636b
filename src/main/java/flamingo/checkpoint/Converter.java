package flamingo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts models, or single parts of them, to one packed file. */
public final class Converter {
  private Converter() {}

  /**
   * @param source a model's folder or file; or a single part, whose tensors keep their names
   * @param target the file, which is replaced when the new one is complete
   * @throws CheckpointException if the source is not sound or the target cannot be written; nothing
   *     is left of it then
   */
  public static void convert(
      Path source, Path target, PackedPrecision precision, ConversionListener listener) {
    requireFolder(target);
    try {
      if (Files.isDirectory(source) && !ModelFolder.of(source).isSinglePart()) {
        try (OpenFlamingo model = OpenFlamingo.open(source)) {
          PackedModel.write(model, target, precision, listener);
        }
      } else {
        convertPart(source, target, precision, listener);
      }
    } catch (IOException e) {
      throw new CheckpointException(
          CheckpointProblem.UNWRITABLE_FILE,
          target,
          "it cannot be written: " + e.getMessage(),
          "choose a place with enough room where you may write; nothing was left of it",
          e);
    }
  }

  private static void convertPart(
      Path source, Path target, PackedPrecision precision, ConversionListener listener)
      throws IOException {
    try (TensorSource part = TensorFiles.open(source)) {
      if (PackedModel.isOne(part)) {
        throw new CheckpointException(
            CheckpointProblem.MALFORMED_CONFIG,
            source,
            "it has been converted before",
            "convert the model's folder instead");
      }
      Map<String, ModelTensor> tensors = new LinkedHashMap<>();
      part.tensors().values().stream()
          .filter(entry -> entry.type().array().isPresent())
          .forEach(entry -> tensors.put(entry.name(), ModelTensor.named(part, entry.name())));
      Set<String> tables =
          tensors.keySet().stream()
              .filter(name -> ModelPart.of(name) == ModelPart.EMBEDDINGS)
              .collect(Collectors.toSet());
      new Conversion(tensors, precision, tables).write(target, Map.of(), listener);
    }
  }

  private static void requireFolder(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder)) {
      throw new CheckpointException(
          CheckpointProblem.UNWRITABLE_FILE,
          target,
          Files.isDirectory(target) ? "it is a folder" : "there is no folder " + folder,
          "name a file in a folder that exists");
    }
  }
}
