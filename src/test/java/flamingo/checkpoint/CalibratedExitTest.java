package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.ExitRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedExitTest {
  private static final CalibratedExit EXIT =
      new CalibratedExit(
          "ab12",
          new ExitRule(ExitRule.When.ABOVE, List.of(Double.MAX_VALUE, 0.25)),
          1,
          0.95,
          "Shapes",
          8000,
          2.5);

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadForTheSameWeightsOnly() throws Exception {
    Path weights = folder.resolve("own.safetensors");
    assertThat(CalibratedExit.of(weights, "ab12")).isEmpty();

    EXIT.write(CalibratedExit.beside(weights));

    assertThat(CalibratedExit.beside(weights)).hasFileName("own-exit.json");
    assertThat(CalibratedExit.of(weights, "ab12")).contains(EXIT);
    assertThat(CalibratedExit.of(weights, "cd34")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"rule\": \"never\"}",
        "{\"weights_sha256\": \"ab12\"}",
        "{\"rule\": {\"when\": \"ABOVE\", \"changes\": [-1]}}",
        "{\"rule\": {\"when\": \"LATER\", \"changes\": [1]}}",
        "{\"rule\": {\"when\": \"ABOVE\", \"changes\": [1]}, \"other\": 1}"
      })
  void aDamagedFileIsNamedWithItsRemedy(String text) throws Exception {
    Path weights = folder.resolve("own.safetensors");
    Files.writeString(CalibratedExit.beside(weights), text);
    assertThatThrownBy(() -> CalibratedExit.of(weights, "ab12"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("own-exit.json: is not what calibrate writes; run calibrate again");
  }
}
