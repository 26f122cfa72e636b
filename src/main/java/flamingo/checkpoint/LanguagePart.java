package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.language.LanguageConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/** The frozen language model: a folder as Hugging Face saves it. */
final class LanguagePart implements AutoCloseable {
  static final String CONFIG = "config.json";

  private final JsonNode settings;
  private final LanguageConfig config;
  private final TensorSource source;

  private LanguagePart(JsonNode settings, Path stated, TensorSource source) {
    this.settings = settings;
    this.config = LanguageSettings.config(settings, stated);
    this.source = source;
  }

  /** That of a model in one file. */
  static LanguagePart of(SafetensorsFile packed) {
    return new LanguagePart(PackedModel.language(packed), packed.path(), packed);
  }

  /**
   * @throws CheckpointException if the folder lacks a file, a file is not sound, or the tables do
   *     not have the rows that its configuration states
   */
  static LanguagePart open(Path folder) {
    Path stated = folder.resolve(CONFIG);
    if (!Files.isRegularFile(stated)) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_FILE,
          folder,
          "there is no " + CONFIG,
          "choose the folder of a language model, with its configuration and its weights");
    }
    JsonNode settings = JsonFile.read(stated);
    LanguageSettings.config(settings, stated);
    LanguagePart part = new LanguagePart(settings, stated, TensorFolder.open(folder));
    try {
      part.requireRows(part.config.kind().embedding());
      part.requireRows(part.config.kind().output());
      return part;
    } catch (CheckpointException e) {
      part.close();
      throw e;
    }
  }

  private void requireRows(String table) {
    ModelTensor tensor = tensor(table + ".weight");
    if (tensor != null && tensor.shape().length == 2 && tensor.shape()[0] != config.vocabulary()) {
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          path(),
          "its tensor %s.weight has %d rows, but its %s states a vocabulary of %d words"
              .formatted(table, tensor.shape()[0], CONFIG, config.vocabulary()),
          "download configuration and weights from the same place");
    }
  }

  TensorSource source() {
    return source;
  }

  Path path() {
    return source.path();
  }

  LanguageConfig config() {
    return config;
  }

  /** What {@code config.json} states. */
  JsonNode settings() {
    return settings;
  }

  /** The tensor under its own name, or null. */
  ModelTensor tensor(String name) {
    return ModelTensor.named(source, name);
  }

  @Override
  public void close() {
    source.close();
  }
}
