package flamingo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of JSON: names and values in the order in which they were put. */
final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double ROUNDING = 1e4;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Numbers that are none become null. */
  JsonLine put(String name, Object value) {
    boolean none = value instanceof Double number && !Double.isFinite(number);
    fields.put(name, none ? null : value);
    return this;
  }

  /** A time or a ratio, to four places. */
  JsonLine rounded(String name, double value) {
    return put(name, Double.isFinite(value) ? Math.round(value * ROUNDING) / ROUNDING : value);
  }

  @Override
  public String toString() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
