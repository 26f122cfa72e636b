package flamingo.checkpoint;

import flamingo.model.FlamingoConfig;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.Weights;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<String, ModelTensor> tensors = new LinkedHashMap<>();

  private OpenFlamingo(TrainedPart trained, LanguagePart language, ClipTower vision) {
    this.trained = trained;
    this.language = language;
    this.vision = vision;
    PartsMatch.require(trained, language, vision);
    this.config = config(trained, language, vision);
    for (Map.Entry<String, long[]> expected : ParameterShapes.of(config).entrySet()) {
      ModelTensor tensor = find(expected.getKey(), expected.getValue());
      if (tensor != null) {
        tensors.put(expected.getKey(), tensor);
      }
    }
  }

  /**
   * @throws CheckpointException if a part is not sound, or the parts are of different models
   */
  public static OpenFlamingo open(ModelParts parts) {
    OpenParts open = new OpenParts();
    try {
      TrainedPart trained = open.add(TrainedPart.open(parts.checkpoint()));
      LanguagePart language = open.add(LanguagePart.open(parts.language()));
      ClipTower vision = open.add(ClipTower.open(parts.vision(), parts.visionHeads()));
      return new OpenFlamingo(trained, language, vision);
    } catch (CheckpointException e) {
      open.closeAll();
      throw e;
    } catch (IllegalArgumentException e) {
      open.closeAll();
      throw new CheckpointException(
          CheckpointProblem.PARTS_DO_NOT_MATCH,
          parts.checkpoint(),
          e.getMessage().replaceAll("\\.$", ""),
          "choose parts that belong to one model",
          e);
    }
  }

  private static FlamingoConfig config(
      TrainedPart trained, LanguagePart language, ClipTower vision) {
    LanguageConfig stated = language.config();
    int rows = trained.vocabulary(stated.kind().embedding());
    int vocabulary = rows == 0 ? stated.vocabulary() : rows;
    return new FlamingoConfig(
        vision.config(),
        trained.resampler(),
        stated.withVocabulary(vocabulary),
        trained.crossAttention(),
        trained.every(),
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

  /** The folder of the language model, where its tokenizer lies, too. */
  public Path languageFolder() {
    return language.path();
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
