package flamingo.checkpoint;

import flamingo.model.FlamingoConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies in a weight file or in a model's folder, told from headers alone.
 *
 * @param title what it is
 * @param files where it was found: what a file is for, and its path
 * @param tensors all of them, by the names of the model, or of the file if it is no whole model
 * @param mismatches where they are not those of the model's family
 * @param problems sentences on what is missing or does not belong together; empty if all is well
 * @param config sizes of the whole model; empty if it is none
 */
public record Inspection(
    String title,
    Map<String, Path> files,
    List<InspectedTensor> tensors,
    List<Mismatch> mismatches,
    List<String> problems,
    Optional<FlamingoConfig> config) {

  /**
   * @param path a file, or a folder of a model or of one of its parts
   * @throws CheckpointException if nothing of a model lies there, or a file is not sound
   */
  public static Inspection of(Path path) {
    return Files.isDirectory(path) ? folder(path) : file(path);
  }

  public boolean isSound() {
    return mismatches.isEmpty() && problems.isEmpty();
  }

  private static Inspection folder(Path path) {
    ModelFolder folder = ModelFolder.of(path);
    if (folder.isSinglePart()) {
      return file(path);
    }
    try (OpenFlamingo model = OpenFlamingo.inspect(path)) {
      return whole(model);
    } catch (CheckpointException e) {
      if (e.problem() != CheckpointProblem.MISSING_FILE || folder.checkpoints().isEmpty()) {
        throw e;
      }
      return file(folder.checkpoints().get(0)).with(e.getMessage());
    }
  }

  private static Inspection file(Path path) {
    TensorSource source = TensorFiles.open(path);
    if (!PackedModel.isOne(source)) {
      return part(source);
    }
    source.close();
    try (OpenFlamingo model = OpenFlamingo.inspect(path)) {
      return whole(model);
    }
  }

  private static Inspection whole(OpenFlamingo model) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("checkpoint", model.checkpoint());
    files.put("language model", model.languagePath());
    files.put("vision tower", model.visionPath());
    return new Inspection(
        model.title(),
        files,
        list(model.tensors()),
        model.mismatches(),
        model.conflict().map(List::of).orElse(List.of()),
        Optional.of(model.config()));
  }

  /** One part of a model, or any other file. */
  private static Inspection part(TensorSource source) {
    Map<String, ModelTensor> own = new LinkedHashMap<>();
    source.tensors().keySet().forEach(name -> own.put(name, ModelTensor.named(source, name)));
    try (source) {
      PartFamily family = PartFamily.of(source);
      return new Inspection(
          family.title(),
          Map.of("file", source.path()),
          list(own),
          Mismatch.all(family.expected(), family.found().isEmpty() ? own : family.found()),
          List.of(),
          Optional.empty());
    }
  }

  private Inspection with(String problem) {
    List<String> more = new ArrayList<>(problems);
    more.add(problem);
    return new Inspection(title, files, tensors, mismatches, List.copyOf(more), config);
  }

  private static List<InspectedTensor> list(Map<String, ModelTensor> tensors) {
    List<InspectedTensor> list = new ArrayList<>();
    tensors.forEach(
        (name, tensor) ->
            list.add(
                new InspectedTensor(
                    name,
                    ModelPart.of(name),
                    tensor.type(),
                    tensor.shape(),
                    tensor.storedBytes())));
    return list;
  }
}
