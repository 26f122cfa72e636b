package flamingo.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole model in one safetensors file, all of its tensors under the model's names; what no tensor
 * tells lies in the metadata.
 */
final class PackedModel {
  private static final String TOKENIZER = "flamingo.tokenizer";

  private static final String LANGUAGE = "flamingo.language";
  private static final String VISION_HEADS = "flamingo.vision_heads";
  private static final String PRECISION = "flamingo.precision";
  private static final String REMEDY = "convert the model again";

  private PackedModel() {}

  static boolean isOne(TensorSource source) {
    return source instanceof SafetensorsFile file && file.metadata().containsKey(LANGUAGE);
  }

  /** The settings of the language model, as its {@code config.json} had them. */
  static JsonNode language(SafetensorsFile file) {
    try {
      return new JsonMapper().readTree(file.metadata().get(LANGUAGE));
    } catch (JsonProcessingException e) {
      throw JsonFile.malformed(file.path(), "its language model's settings are no JSON", REMEDY);
    }
  }

  /** The text of {@code tokenizer.json}, if the model was converted with one. */
  static Optional<String> tokenizer(SafetensorsFile file) {
    return Optional.ofNullable(file.metadata().get(TOKENIZER));
  }

  static int visionHeads(SafetensorsFile file) {
    String heads = file.metadata().getOrDefault(VISION_HEADS, "");
    if (!heads.matches("[1-9]\\d{0,3}")) {
      throw JsonFile.malformed(
          file.path(), "it does not say how many heads its vision tower has", REMEDY);
    }
    return Integer.parseInt(heads);
  }

  /**
   * Writes a model tensor by tensor.
   *
   * @throws IOException if the file cannot be written; nothing is left of it
   */
  static void write(
      OpenFlamingo model, Path target, PackedPrecision precision, ConversionListener listener)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(LANGUAGE, model.languageSettings().toString());
    metadata.put(VISION_HEADS, String.valueOf(model.visionHeads()));
    metadata.put(PRECISION, precision.id());
    if (model.tokenizer().isPresent()) {
      metadata.put(TOKENIZER, model.tokenizer().get().text());
    }
    Set<String> tables =
        Set.of("lang_encoder." + model.config().language().kind().embedding() + ".weight");
    new Conversion(model.tensors(), precision, tables).write(target, metadata, listener);
  }
}
