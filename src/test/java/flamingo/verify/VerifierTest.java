package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.verify.VerifyResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final String HEAD = "{\"schema\":1,\"name\":\"made\",\"kind\":";
  private static final String TAIL = ",\"config\":{},\"files\":{},\"cases\":[]}";

  @TempDir Path folder;
  private final List<VerifyResult> results = new ArrayList<>();

  @Test
  void nothingRunIsNoSuccess() {
    assertThat(verify().succeeded()).isFalse();
    assertThat(results).isEmpty();
  }

  @Test
  void aPathThatIsNoFolderIsRefused() {
    assertThatThrownBy(() -> verify(folder.resolve("absent")))
        .isInstanceOf(FixtureException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void skippedIsShownAndNotGreen() throws IOException {
    write("one/deep/fixture.json", HEAD + "\"preprocess\"" + TAIL);

    assertThat(verify()).isEqualTo(new VerifySummary(0, 0, 1));
    assertThat(verify().succeeded()).isFalse();
    assertThat(results.get(0).line()).startsWith("SKIPPED").contains("it has no cases");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"schema\":2,\"name\":\"a\",\"kind\":\"preprocess\",\"config\":{},\"cases\":[]}",
        "{\"schema\":1,\"kind\":\"preprocess\",\"config\":{},\"cases\":[]}",
        HEAD + "\"no such kind\"" + TAIL,
        HEAD + "7" + TAIL,
        HEAD + "\"malformed\"" + TAIL,
        HEAD + "\"malformed\",\"config\":{},\"cases\":[],\"files\":{\"expected\":\"../x.json\"}}",
        HEAD + "\"preprocess\",\"config\":{},\"cases\":[{\"name\":\"a\",\"expected\":{\"b\":{}}}]}",
        HEAD + "\"preprocess\",\"config\":{},\"cases\":[{\"name\":\"a\"}]}"
      })
  void aBrokenFixtureFailsInOneSentence(String json) throws IOException {
    write("broken/fixture.json", json);
    write("sound/fixture.json", HEAD + "\"preprocess\"" + TAIL);

    assertThat(verify()).isEqualTo(new VerifySummary(0, 1, 1));
    assertThat(results.get(0).status()).isEqualTo(Status.FAIL);
    assertThat(results.get(0).reason()).matches("[^\\n]+\\.").doesNotContain("unexpected");
  }

  private VerifySummary verify(Path... paths) {
    return new Verifier(List.of(new Nd4jOps()))
        .run(paths.length == 0 ? List.of(folder) : List.of(paths), results::add);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }
}
