package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.model.layer.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fixture with results of the reference implementation. */
public record Golden(Path folder, JsonNode json, Map<String, INDArray> tensors) {
  private static final Path SHARED =
      Path.of(System.getProperty("flamingo.shared", "../shared")).resolve("golden");

  /** One test for each case of each fixture of a kind. */
  public static Stream<DynamicTest> cases(String kind, Consumer<Case> check) {
    if (!Files.isDirectory(SHARED)) {
      return Stream.of(DynamicTest.dynamicTest(kind + ", without fixtures", Golden::skip));
    }
    try (Stream<Path> folders = Files.list(SHARED)) {
      List<DynamicTest> tests = new ArrayList<>();
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve("fixture.json");
        JsonNode json = Files.exists(file) ? new ObjectMapper().readTree(file.toFile()) : null;
        if (json != null && json.get("kind").asText().equals(kind)) {
          Golden golden = new Golden(folder, json, tensors(folder));
          json.get("cases")
              .forEach(
                  one ->
                      tests.add(
                          DynamicTest.dynamicTest(
                              json.get("name").asText() + " " + one.get("name").asText(),
                              () -> check.accept(new Case(golden, one)))));
        }
      }
      assertThat(tests).isNotEmpty();
      return tests.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Within a test, where it is counted; a factory that gives up is not. */
  private static void skip() {
    abort("The fixtures' folder " + SHARED.toAbsolutePath().normalize() + " is not there.");
  }

  private static Map<String, INDArray> tensors(Path folder) {
    Map<String, INDArray> tensors = new HashMap<>();
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("tensors.safetensors"))) {
      file.tensors().keySet().forEach(name -> tensors.put(name, file.read(name)));
    }
    return tensors;
  }

  public JsonNode config() {
    return json.get("config");
  }

  public Weights weights() {
    return Weights.of(tensors).under("weights");
  }

  /** One case: inputs and what the reference made of them. */
  public record Case(Golden golden, JsonNode json) {
    public String name() {
      return json.get("name").asText();
    }

    public boolean has(String input) {
      return golden.tensors.containsKey("input." + name() + "." + input);
    }

    public INDArray input(String input) {
      return golden.tensors.get("input." + name() + "." + input);
    }

    public int[][] ids(String input) {
      return golden.tensors.get("input." + name() + "." + input).toIntMatrix();
    }

    public int[][] expectedIds(String output) {
      return golden.tensors.get("expected." + name() + "." + output).toIntMatrix();
    }

    /** Checks both tolerances of an output, on the unmasked places only where it has a mask. */
    public void check(String output, INDArray actual) {
      INDArray expected = golden.tensors.get("expected." + name() + "." + output);
      JsonNode rule = json.get("expected").get(output);
      assertThat(actual.shape()).as(output).isEqualTo(expected.shape());
      INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
      if (rule.has("mask")) {
        INDArray mask = input(rule.get("mask").asText()).castTo(DataType.DOUBLE);
        long[] tail = expected.shape().clone();
        for (int i = 2; i < tail.length; i++) {
          tail[i] = 1;
        }
        difference = difference.mul(mask.reshape(tail).broadcast(expected.shape()));
      }
      double norm = expected.castTo(DataType.DOUBLE).norm2Number().doubleValue();
      assertThat(difference.amaxNumber().doubleValue())
          .as("%s %s: greatest difference", name(), output)
          .isLessThanOrEqualTo(rule.get("max_abs").asDouble());
      assertThat(difference.norm2Number().doubleValue() / Math.max(norm, 1e-30))
          .as("%s %s: relative difference", name(), output)
          .isLessThanOrEqualTo(rule.get("rel_l2").asDouble());
    }

    public int[] configInts(String... keys) {
      return Stream.of(keys).mapToInt(key -> golden.config().path(key).asInt()).toArray();
    }

    public boolean flag(String key) {
      return json.path(key).asBoolean();
    }
  }

  static List<String> names(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
