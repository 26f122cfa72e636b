package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;
import static flamingo.checkpoint.CheckpointProblem.MALFORMED_HEADER;
import static flamingo.checkpoint.CheckpointProblem.OVERLAPPING_TENSORS;
import static flamingo.checkpoint.CheckpointProblem.SIZE_MISMATCH;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked: strict UTF-8 and JSON, no duplicate name, and tensors
 * that cover the data exactly, without overlap, gap or rest.
 *
 * @param tensors by name, in the order of their data
 * @param metadata free text of the file's author
 */
record SafetensorsHeader(Map<String, TensorEntry> tensors, Map<String, String> metadata) {
  private static final String REMEDY = "download or export the file again";
  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * @param header the JSON text as stored
   * @param dataBytes bytes of the file after its header
   * @throws CheckpointException for anything that is not a sound header
   */
  static SafetensorsHeader parse(Path file, ByteBuffer header, long dataBytes) {
    JsonNode root = json(file, header);
    EntryParser parser = new EntryParser(file, dataBytes);
    Map<String, String> metadata = Map.of();
    List<TensorEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        metadata = metadata(file, field.getValue());
      } else {
        entries.add(parser.parse(field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    requireFullCover(file, entries, dataBytes);
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    entries.forEach(entry -> tensors.put(entry.name(), entry));
    return new SafetensorsHeader(Collections.unmodifiableMap(tensors), metadata);
  }

  private static JsonNode json(Path file, ByteBuffer header) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
      JsonNode root = JSON.readTree(text);
      if (!text.startsWith("{") || !root.isObject()) {
        throw malformed(file, "its header is no JSON object", null);
      }
      return root;
    } catch (CharacterCodingException e) {
      throw malformed(file, "its header is not UTF-8 text", e);
    } catch (JsonEOFException e) {
      throw malformed(file, "its header is JSON that ends in the middle", e);
    } catch (JsonProcessingException e) {
      throw malformed(file, "its header is not valid JSON: " + quote(e.getOriginalMessage()), e);
    }
  }

  private static Map<String, String> metadata(Path file, JsonNode node) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw malformed(file, METADATA + " may hold text only", null);
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
    if (!node.isObject()) {
      throw malformed(file, METADATA + " is no JSON object", null);
    }
    return Collections.unmodifiableMap(metadata);
  }

  private static void requireFullCover(Path file, List<TensorEntry> ordered, long dataBytes) {
    long covered = 0;
    String previous = "";
    for (TensorEntry entry : ordered) {
      if (entry.begin() < covered) {
        String what = "tensors %s and %s share bytes".formatted(previous, quote(entry.name()));
        throw new CheckpointException(OVERLAPPING_TENSORS, file, what, REMEDY);
      }
      if (entry.begin() > covered) {
        String what =
            "%d bytes before tensor %s belong to no tensor"
                .formatted(entry.begin() - covered, quote(entry.name()));
        throw new CheckpointException(SIZE_MISMATCH, file, what, REMEDY);
      }
      covered = entry.end();
      previous = quote(entry.name());
    }
    if (covered < dataBytes) {
      String what = "its last %d bytes belong to no tensor".formatted(dataBytes - covered);
      throw new CheckpointException(SIZE_MISMATCH, file, what, REMEDY);
    }
  }

  private static CheckpointException malformed(Path file, String what, Exception cause) {
    return new CheckpointException(MALFORMED_HEADER, file, what, REMEDY, cause);
  }
}
