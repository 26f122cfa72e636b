package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.optimization.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
  @TempDir Path folder;

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("sweep.json"), content);
  }

  @Test
  void everyPlanIsMeasuredOnEveryWorkloadAfterTheControl() throws Exception {
    Sweep sweep =
        Sweep.read(
            file(
                "{\"plans\": [\"tokens=16\", \"cache=kv,tokens=16\", \"tokens=16\"],"
                    + " \"workloads\": [\"vqa-4\", \"vqa-64\"]}"));

    assertThat(sweep.variants())
        .extracting(Variant::name)
        .containsExactly(
            "dense again", "tokens=16", "cache=kv/64,tokens=16 cold", "cache=kv/64,tokens=16 warm");
    assertThat(sweep.workloads())
        .extracting(RequestWorkload::name)
        .containsExactly("vqa-4", "vqa-64");
  }

  @Test
  void theUsualWorkloadsAreTakenWhereNoneIsListed() throws Exception {
    assertThat(Sweep.read(file("{\"plans\": [\"depth=1\"]}")).workloads())
        .isEqualTo(RequestWorkload.usual());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"plans\": [\"tokens=96\"]} | tokens cannot be 96",
        "{\"plans\": [\"tokens=16,tokens=8\"]} | tokens twice",
        "{\"plans\": [\"speed=9\"]} | no optimization speed",
        "{\"plans\": []} | lists no plans",
        "null | lists no plans",
        "{\"plans\": [null]} | empty entry",
        "{\"plan\": [\"tokens=16\"]} | an entry \"plan\"",
        "{\"plans\": \"tokens=16\"} | no JSON list",
        "{\"plans\": [\"tokens=16\" | no JSON list",
        "[1, 2] | no JSON list",
        "{\"plans\": [\"depth=1\"], \"plans\": [\"depth=2\"]} | no JSON list",
        "{\"plans\": [\"tokens=16\"], \"workloads\": [\"resampler\"]} | no workload \"resampler\"",
      })
  void whatIsWrongIsNamed(String content, String named) {
    assertThatThrownBy(() -> Sweep.read(file(content)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("sweep.json")
        .hasMessageContaining(named);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Sweep.read(folder.resolve("gone.json")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("gone.json cannot be read");
  }
}
