package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private static final Path SAMPLES = Path.of("data", "sample-images");

  @TempDir Path folder;

  @Test
  void addsALineToTheEvaluationOfAFolder() {
    JsonNode line = probe(SAMPLES.toString(), "--limit", "1").json().get(0);
    assertThat(line.get("task").asText()).isEqualTo("probe");
    assertThat(line.get("asked").asInt()).isEqualTo(1);
    assertThat(line.get("classes").asInt()).isEqualTo(4);
    assertThat(line.get("training_images").asInt()).isEqualTo(8);
  }

  @Test
  void learnsFromOtherDrawnImagesThanItIsTestedOn() {
    JsonNode line = probe("shapes", "--limit", "5", "--probe-images", "60").json().get(0);
    assertThat(line.get("training_images").asInt()).isEqualTo(60);
    assertThat(line.get("asked").asInt()).isEqualTo(5);
  }

  @Test
  void aFolderOfOneClassIsRefused() throws IOException {
    Path only = Files.createDirectory(folder.resolve("star"));
    for (String name : new String[] {"star-one.png", "star-two.png"}) {
      Files.copy(SAMPLES.resolve("star").resolve("star-three.png"), only.resolve(name));
    }
    Invocation invocation = probe(folder.toString());
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("needs two classes").doesNotContain("Exception");
  }

  private static Invocation probe(String dataset, String... more) {
    String[] first = {"evaluate", "--dataset", dataset, "--probe", "--threads", "1", "--json"};
    String[] all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Invocation.of(all);
  }
}
