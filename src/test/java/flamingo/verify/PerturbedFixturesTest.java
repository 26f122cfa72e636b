package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.SafetensorsWriter;
import flamingo.tensor.nd4j.Nd4jOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A reference fixture notices a weight that is off by a hundredth. */
class PerturbedFixturesTest {
  private static final Set<String> KINDS =
      Set.of("resampler", "gated-cross-attention", "vision", "language-model");
  private static final String LATER_LAYERS = ".*\\.[1-9]\\d*\\.(?!weight|bias).*";

  /** Not every weight, to be quick. */
  private static final int STRIDE = 5;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicNode> weightsMatter() {
    return GoldenFixtures.each(
        path ->
            Stream.of(path)
                .filter(
                    each -> KINDS.contains(Fixture.json(each.resolve(Fixture.FILE)).text("kind")))
                .map(
                    each ->
                        DynamicTest.dynamicTest(each.getFileName() + "", () -> perturbEach(each))));
  }

  private void perturbEach(Path fixture) throws IOException {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    try (SafetensorsFile file = SafetensorsFile.open(fixture.resolve("tensors.safetensors"))) {
      file.tensors().keySet().forEach(name -> tensors.put(name, file.read(name).dup('c')));
    }
    writeFirstCase(fixture);
    assertThat(failures(tensors)).isZero();
    List<String> weights =
        tensors.keySet().stream()
            .filter(name -> name.startsWith("weights.") && !name.matches(LATER_LAYERS))
            .toList();
    for (int i = 0; i < weights.size(); i += STRIDE) {
      INDArray sound = tensors.get(weights.get(i));
      tensors.put(weights.get(i), sound.mul(1.01));
      assertThat(failures(tensors)).as(weights.get(i)).isPositive();
      tensors.put(weights.get(i), sound);
    }
  }

  private int failures(Map<String, INDArray> tensors) throws IOException {
    SafetensorsWriter.write(folder.resolve("tensors.safetensors"), tensors, Map.of());
    VerifySummary summary = new Verifier(List.of(new Nd4jOps())).run(List.of(folder), result -> {});
    assertThat(summary.passed() + summary.failed()).isPositive();
    return summary.failed();
  }

  private void writeFirstCase(Path fixture) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(Files.readString(fixture.resolve(Fixture.FILE)));
    ArrayNode cases = (ArrayNode) json.get("cases");
    while (cases.size() > 1) {
      cases.remove(1);
    }
    json.putObject("files");
    Files.writeString(folder.resolve(Fixture.FILE), json.toString());
  }
}
