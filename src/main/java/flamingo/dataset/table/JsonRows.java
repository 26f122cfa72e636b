package flamingo.dataset.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumMap;
import java.util.Map;

/**
 * One JSON object a line, as beside the images of Hugging Face's image folders.
 *
 * @see <a href="https://huggingface.co/docs/datasets/image_dataset">Image datasets</a>
 */
final class JsonRows implements Rows {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Lines lines;

  JsonRows(Lines lines) {
    this.lines = lines;
  }

  @Override
  public Row next() throws TableException {
    if (!lines.skipBlank()) {
      return null;
    }
    int line = lines.number();
    JsonNode object = object(line, lines.next());
    Map<Column, String> fields = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      String text = text(line, object, column);
      if (text != null && !text.isBlank()) {
        fields.put(column, text.strip());
      }
    }
    return new Row(line, fields);
  }

  private static JsonNode object(int line, String text) throws TableException {
    try {
      JsonNode object = JSON.readTree(text);
      if (object.isObject()) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      // the same as another kind of value
    }
    throw new TableException(
        line,
        "is not a JSON object",
        "write one object a line, like {\"file_name\": \"owl.png\", \"text\": \"an owl\"}");
  }

  private static String text(int line, JsonNode object, Column column) throws TableException {
    for (String name : column.names()) {
      JsonNode value = object.get(name);
      if (value == null || value.isNull()) {
        continue;
      }
      if (!value.isTextual()) {
        throw new TableException(line, "gives no text for " + name, "put it into quotation marks");
      }
      return value.textValue();
    }
    return null;
  }
}
