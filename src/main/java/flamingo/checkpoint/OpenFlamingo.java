package flamingo.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.FlamingoConfig;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenFlamingo model from its three parts, open for reading: what was trained, the frozen
 * language model and CLIP. Opening reads headers only; weights are read tensor by tensor as they
 * are asked for, so that a model never lies in memory twice. Close it after the last use of the
 * weights.
 *
 * <p>The trained part wins over the language model: its embedding tables have the rows of the added
 * tokens, and lack those that only fill the language model's tables up.
 */
public final class OpenFlamingo implements AutoCloseable {
  private static final int ADDED_TOKENS = 3;
  private static final String LANGUAGE = "lang_encoder.";
  private static final String VISION = "vision_encoder.";

  private final TrainedPart trained;
  private final LanguagePart language;
  private final ClipTower vision;
  private final FlamingoConfig config;
  private final Map<String, long[]> expected;
  private final Map<String, ModelTensor> tensors = new LinkedHashMap<>();

  private OpenFlamingo(TrainedPart trained, LanguagePart language, ClipTower vision) {
    this.trained = trained;
    this.language = language;
    this.vision = vision;
    this.config = family(trained, language, vision);
    this.expected = ParameterShapes.of(config);
    for (Map.Entry<String, long[]> shape : expected.entrySet()) {
      ModelTensor tensor = find(shape.getKey(), shape.getValue());
      if (tensor != null) {
        tensors.put(shape.getKey(), tensor);
      }
    }
  }

  /**
   * @param path a folder that holds the parts, or a file that a model was converted to
   * @throws CheckpointException if a part is missing or not sound, or the parts are of different
   *     models
   */
  public static OpenFlamingo open(Path path) {
    return required(inspect(path));
  }

  /**
   * @throws CheckpointException if a part is not sound, or the parts are of different models
   */
  public static OpenFlamingo open(ModelParts parts) {
    return required(inspect(parts));
  }

  private static OpenFlamingo required(OpenFlamingo model) {
    try {
      PartsMatch.require(model.trained, model.language, model.vision);
      Mismatch.require(model.trained.path(), model.mismatches());
      return model;
    } catch (CheckpointException e) {
      model.close();
      throw e;
    }
  }

  /** Whether a path may be a whole model's, rather than other weights of Mini Flamingo. */
  public static boolean isOne(Path path) {
    if (!Files.isRegularFile(path)) {
      return Files.isDirectory(path);
    }
    try (TensorSource source = TensorFiles.openFile(path)) {
      return !(source instanceof SafetensorsFile) || PackedModel.isOne(source);
    }
  }

  /** As {@link #open(Path)}, but the parts need not belong together: see {@link #mismatches()}. */
  static OpenFlamingo inspect(Path path) {
    if (Files.isDirectory(path)) {
      ModelFolder folder = ModelFolder.of(path);
      boolean whole = !folder.packed().isEmpty();
      return whole ? inspectFile(folder.packed().get(0)) : inspect(folder.parts());
    }
    return inspectFile(path);
  }

  private static OpenFlamingo inspectFile(Path path) {
    OpenParts open = new OpenParts();
    TensorSource source = open.add(TensorFiles.openFile(path));
    if (source instanceof SafetensorsFile file && PackedModel.isOne(file)) {
      return open.closedOnFailure(
          path,
          () -> {
            int heads = PackedModel.visionHeads(file);
            return new OpenFlamingo(
                TrainedPart.of(file), LanguagePart.of(file), ClipTower.of(file, width -> heads));
          });
    }
    open.closeAll();
    throw new CheckpointException(
        CheckpointProblem.MISSING_FILE,
        path,
        "it is not a whole model",
        "put checkpoint, language model and CLIP into one folder and choose that folder, or a file that \"checkpoint convert\" wrote");
  }

  private static OpenFlamingo inspect(ModelParts parts) {
    OpenParts open = new OpenParts();
    return open.closedOnFailure(
        parts.checkpoint(),
        () -> {
          TrainedPart trained = open.add(TrainedPart.open(parts.checkpoint()));
          LanguagePart language = open.add(LanguagePart.open(parts.language()));
          ClipTower vision = open.add(ClipTower.open(parts.vision(), parts.visionHeads()));
          return new OpenFlamingo(trained, language, vision);
        });
  }

  /** The sizes of a model of this language model and this tower, with the checkpoint's blocks. */
  private static FlamingoConfig family(
      TrainedPart trained, LanguagePart language, ClipTower vision) {
    LanguageConfig stated = language.config();
    int rows = trained.vocabulary(stated.kind().embedding());
    int vocabulary = rows == 0 ? stated.vocabulary() : rows;
    int mediaWidth = vision.config().width();
    return new FlamingoConfig(
        vision.config(),
        trained.resampler().withWidth(mediaWidth),
        stated.withVocabulary(vocabulary),
        trained.crossAttention().withWidths(stated.width(), mediaWidth),
        Math.min(trained.every(), stated.layers()),
        new SpecialTokens(
            vocabulary - ADDED_TOKENS, vocabulary - ADDED_TOKENS + 1, vocabulary - 1));
  }

  private ModelTensor find(String name, long[] shape) {
    if (name.startsWith(VISION)) {
      return vision.tensors().get(name.substring(VISION.length()));
    }
    ModelTensor own = trained.tensor(name);
    if (own != null || !name.startsWith(LANGUAGE)) {
      return own;
    }
    ModelTensor unfrozen = trained.tensor(wrapped(name));
    if (unfrozen != null) {
      return unfrozen;
    }
    ModelTensor frozen = language.tensor(name.substring(LANGUAGE.length()));
    boolean longer = frozen != null && frozen.shape().length == 2 && frozen.shape()[0] > shape[0];
    return longer && isTable(name) ? new ModelTensor.FirstRows(frozen, shape[0]) : frozen;
  }

  /** OpenFlamingo puts a layer of the language model below {@code decoder_layer}. */
  private String wrapped(String name) {
    return name.replaceFirst("(\\.(?:blocks|layers)\\.\\d+\\.)", "$1decoder_layer.");
  }

  private boolean isTable(String name) {
    return List.of(config.language().kind().embedding(), config.language().kind().output())
        .contains(name.substring(LANGUAGE.length()).replaceFirst("\\.weight$", ""));
  }

  public FlamingoConfig config() {
    return config;
  }

  /** The weights, by the names of OpenFlamingo's state dict. */
  public Weights weights() {
    return FileWeights.of(tensors);
  }

  /** What the model is called: a published one by its sizes, or just by its kind. */
  public String title() {
    return ReleasedModel.of(trained)
        .map(ReleasedModel::title)
        .orElse("OpenFlamingo of its own sizes");
  }

  /** The file that holds what was trained. */
  public Path checkpoint() {
    return trained.path();
  }

  /** The tokenizer's {@code tokenizer.json}, if it lies beside the weights or in the file. */
  public Optional<TokenizerSource> tokenizer() {
    return language.source() instanceof SafetensorsFile packed
        ? PackedModel.tokenizer(packed).map(TokenizerSource::of)
        : TokenizerSource.in(language.path(), checkpoint().resolveSibling(""));
  }

  /** Where the language model, and with it the tokenizer, is looked for. */
  public Path languagePath() {
    return language.path();
  }

  /** Where the vision tower is read from. */
  public Path visionPath() {
    return vision.path();
  }

  JsonNode languageSettings() {
    return language.settings();
  }

  int visionHeads() {
    return vision.config().heads();
  }

  /** A sentence on parts that are of different models; empty where they belong together. */
  Optional<String> conflict() {
    try {
      PartsMatch.require(trained, language, vision);
      return Optional.empty();
    } catch (CheckpointException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Where the tensors are not those of the model's family. */
  List<Mismatch> mismatches() {
    return Mismatch.all(expected, tensors);
  }

  Map<String, ModelTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void close() {
    trained.close();
    language.close();
    vision.close();
  }
}
