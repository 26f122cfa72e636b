package flamingo.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import flamingo.checkpoint.LanguageSettings;
import flamingo.model.language.LanguageConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A JSON object of a {@code fixture.json}, read strictly: what is asked for must be there and of
 * the right kind.
 */
final class Section {
  private final JsonNode node;
  private final String where;

  /**
   * @param where words for messages, for instance {@code config of /golden/vision/fixture.json}
   * @throws FixtureException if the node is no object
   */
  Section(JsonNode node, String where) {
    if (node == null || !node.isObject()) {
      throw new FixtureException("There is no JSON object as " + where + ".");
    }
    this.node = node;
    this.where = where;
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  String text(String key) {
    return require(key, node.path(key).isTextual(), "a text").textValue();
  }

  int integer(String key) {
    return require(key, node.path(key).isInt() && node.path(key).intValue() >= 0, "an integer")
        .intValue();
  }

  /** An integer, or the default where the key is absent or null. */
  int integer(String key, int otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  double number(String key) {
    return require(key, node.path(key).isNumber(), "a number").doubleValue();
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** Whether a flag is there and true. */
  boolean flag(String key) {
    return has(key) && require(key, node.path(key).isBoolean(), "true or false").booleanValue();
  }

  Section child(String key) {
    return new Section(node.path(key), key + " in " + where);
  }

  /** Every field as a section of its own, in the file's order. */
  Map<String, Section> children() {
    return children(Section::child);
  }

  /** Every field, read by the given method. */
  <T> Map<String, T> children(BiFunction<Section, String, T> read) {
    Map<String, T> children = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> children.put(key, read.apply(this, key)));
    return children;
  }

  /**
   * A language model's settings under the names of its family.
   *
   * @throws flamingo.checkpoint.CheckpointException if they are of a model that this version has
   *     not
   */
  LanguageConfig language() {
    return LanguageSettings.config(node, Path.of(where));
  }

  List<Section> list(String key) {
    JsonNode array = require(key, node.path(key).isArray(), "a list");
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      sections.add(new Section(array.get(i), "entry " + i + " of " + key + " in " + where));
    }
    return sections;
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : require(key, node.path(key).isArray(), "a list")) {
      require(key, entry.isTextual(), "a list of texts");
      texts.add(entry.textValue());
    }
    return texts;
  }

  double[] numbers(String key) {
    JsonNode array = require(key, node.path(key).isArray(), "a list");
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      require(key, array.get(i).isNumber(), "a list of numbers");
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }

  /** Nested lists of numbers, as an array. */
  INDArray array(String key) {
    List<Long> shape = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (JsonNode at = node.path(key); at.isArray() && !at.isEmpty(); at = at.get(0)) {
      shape.add((long) at.size());
    }
    flatten(key, node.path(key), values);
    long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
    require(key, Arrays.stream(dimensions).reduce(1, (a, b) -> a * b) == values.size(), "an array");
    return Nd4j.createFromArray(values.stream().mapToDouble(Double::doubleValue).toArray())
        .reshape('c', dimensions);
  }

  private void flatten(String key, JsonNode at, List<Double> values) {
    if (at.isArray()) {
      at.forEach(entry -> flatten(key, entry, values));
    } else {
      require(key, at.isNumber(), "an array of numbers");
      values.add(at.doubleValue());
    }
  }

  private JsonNode require(String key, boolean holds, String kind) {
    JsonNode value = node.path(key);
    if (!holds || value instanceof MissingNode) {
      throw new FixtureException("There must be %s as %s in %s.".formatted(kind, key, where));
    }
    return value;
  }

  @Override
  public String toString() {
    return where;
  }
}
