package flamingo.checkpoint;

import flamingo.model.language.LanguageConfig;
import java.nio.file.Files;
import java.util.Map;

/**
 * Which part of a model a single file or folder is, and the tensors that such a part has.
 *
 * @param expected shapes by name; empty where the file is of no known kind
 * @param found the tensors by those names, where the file has other ones; else empty
 */
record PartFamily(String title, Map<String, long[]> expected, Map<String, ModelTensor> found) {

  static PartFamily of(TensorSource source) {
    if (TrainedPart.isOne(source)) {
      return trained(source);
    }
    if (source instanceof TensorFolder
        && Files.exists(source.path().resolve(LanguagePart.CONFIG))
        && !ClipTower.isOne(source)) {
      return language(source);
    }
    if (ClipTower.isOne(source)) {
      ClipTower tower = ClipTower.of(source, ClipTower.USUAL_HEADS);
      return new PartFamily(
          "CLIP vision tower, %d px, width %d"
              .formatted(tower.config().imageSize(), tower.config().width()),
          ParameterShapes.vision(tower.config()),
          tower.tensors());
    }
    return new PartFamily("tensors of no known model", Map.of(), Map.of());
  }

  private static PartFamily trained(TensorSource source) {
    TrainedPart part = TrainedPart.of(source);
    String title =
        ReleasedModel.of(part)
            .map(model -> "trained part of " + model.title())
            .orElse("trained part of an OpenFlamingo of its own sizes");
    return new PartFamily(title, ParameterShapes.trained(part), Map.of());
  }

  private static PartFamily language(TensorSource source) {
    LanguageConfig config =
        LanguageSettings.config(
            JsonFile.read(source.path().resolve(LanguagePart.CONFIG)), source.path());
    return new PartFamily(
        "language model %s, %d layers of width %d"
            .formatted(config.kind(), config.layers(), config.width()),
        ParameterShapes.language(config),
        Map.of());
  }
}
