package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The layers of a Deeplearning4j graph, as a file describes them. Its JSON names classes that are
 * to be made: only those of layers and what belongs to them may be.
 *
 * @param parameters numbers that the layers learn
 * @param output what comes out of one image
 */
record GraphDescription(
    ComputationGraphConfiguration configuration, long parameters, InputType output) {
  private static final List<String> LAYERS =
      List.of(
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.impl.",
          "org.nd4j.linalg.learning.config.",
          "org.nd4j.linalg.lossfunctions.impl.",
          "org.nd4j.linalg.schedule.");

  /** Deeplearning4j keeps the name of a class under one of these. */
  private static final List<String> CLASS_NAMES = List.of("@class", "type");

  private static final int CHANNELS = 3;
  private static final double MOST_ACTIVATIONS = (256L << 20) / (double) Float.BYTES;

  private static final String USE_GRAPH =
      "use a ComputationGraph of Deeplearning4j's own layers with one input and one output";

  /**
   * @param json of untrusted origin
   * @throws CheckpointException if it describes no graph from images to one output, or too large a
   *     one
   */
  static GraphDescription parse(Path path, String json, int imageSize) {
    requireLayersOnly(path, tree(path, json));
    try {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      if (configuration.getNetworkInputs().size() != 1
          || configuration.getNetworkOutputs().size() != 1) {
        throw malformed(path, "its graph has several inputs or outputs", null);
      }
      return new GraphDescription(
          configuration, parameters(path, configuration), output(path, configuration, imageSize));
    } catch (CheckpointException e) {
      throw e;
    } catch (RuntimeException e) {
      throw malformed(
          path,
          "its configuration is no graph that takes images of 3 x %d x %d"
              .formatted(imageSize, imageSize),
          e);
    }
  }

  /** Read so strictly that Deeplearning4j's own reader cannot find anything else in it. */
  private static JsonNode tree(Path path, String json) {
    try {
      return JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readTree(json);
    } catch (IOException e) {
      throw malformed(path, "its configuration is not JSON", e);
    }
  }

  private static void requireLayersOnly(Path path, JsonNode node) {
    for (String key : CLASS_NAMES) {
      String name = node.path(key).asText();
      if (name.indexOf('.') >= 0 && LAYERS.stream().noneMatch(name::startsWith)) {
        throw new CheckpointException(
            CheckpointProblem.FORBIDDEN_GLOBAL,
            path,
            "its configuration asks for the class " + quote(name) + ", which is no layer",
            USE_GRAPH);
      }
    }
    node.forEach(child -> requireLayersOnly(path, child));
  }

  private static long parameters(Path path, ComputationGraphConfiguration configuration) {
    double parameters = 0;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      long own = vertex.numParams(true);
      parameters += own < 0 ? Double.POSITIVE_INFINITY : own;
    }
    if (parameters > GraphArchive.MOST_PARAMETERS) {
      throw new CheckpointException(
          CheckpointProblem.TOO_LARGE,
          path,
          "its graph has more than %d parameters".formatted(GraphArchive.MOST_PARAMETERS),
          "use a smaller encoder");
    }
    return (long) parameters;
  }

  private static InputType output(
      Path path, ComputationGraphConfiguration configuration, int imageSize) {
    InputType image = InputType.convolutional(imageSize, imageSize, CHANNELS);
    Map<String, InputType> types = configuration.getLayerActivationTypes(true, false, image);
    double activations = types.values().stream().mapToDouble(GraphDescription::numbers).sum();
    if (!(activations <= MOST_ACTIVATIONS)) {
      throw new CheckpointException(
          CheckpointProblem.TOO_LARGE,
          path,
          "its layers make more than %.0f numbers of one image".formatted(MOST_ACTIVATIONS),
          "use a smaller encoder");
    }
    return types.get(configuration.getNetworkOutputs().get(0));
  }

  /** In floating point, where a product that is too large cannot wrap around. */
  private static double numbers(InputType type) {
    return Arrays.stream(type.getShape(false)).mapToDouble(Math::abs).reduce(1, (a, b) -> a * b);
  }

  private static CheckpointException malformed(Path path, String what, Throwable cause) {
    return new CheckpointException(
        CheckpointProblem.MALFORMED_CONFIG, path, what, USE_GRAPH, cause);
  }
}
