package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.GraphFile;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTest {
  private static final String IMAGE =
      Path.of("data", "sample-images", "star", "star-three.png").toString();

  @TempDir Path folder;

  @Test
  void answersWithAnEncoderOfOnesOwn() throws IOException {
    for (ComputationGraph graph :
        new ComputationGraph[] {GraphFile.maps(64, 192), GraphFile.vector(64, 192)}) {
      Invocation invocation = caption(graph, "precision=bf16,cache=kv");
      assertThat(invocation.exit()).as(invocation.err()).isZero();
      assertThat(invocation.json().get(0).get("answer").asText()).isNotBlank();
      assertThat(invocation.err()).contains("not trained with this encoder");
    }
  }

  @Test
  void anEncoderThatDoesNotFitIsRefusedInOneSentence() throws IOException {
    Invocation invocation = caption(GraphFile.maps(64, 100), "precision=bf16");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("width 100", "192").doesNotContain("Exception");
    assertThat(invocation.out()).isEmpty();
  }

  private Invocation caption(ComputationGraph graph, String plan) throws IOException {
    Path file = folder.resolve("encoder.zip");
    ModelSerializer.writeModel(graph, file.toFile(), false);
    return Invocation.of(
        "caption", IMAGE, "--encoder", file.toString(), "--plan", plan, "--threads", "1", "--json");
  }
}
