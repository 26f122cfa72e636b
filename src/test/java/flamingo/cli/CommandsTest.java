package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.verify.MadeFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  private static final Path SAMPLES = Path.of("data", "sample-images");

  @TempDir Path folder;

  @Test
  void verifyComparesOnBothEngines() throws IOException {
    new MadeFixture().write(folder);
    Invocation text = Invocation.of("verify", folder.toString());
    assertThat(text.exit()).isZero();
    assertThat(text.out()).contains("8 passed, 0 failed, 0 skipped");

    Invocation json = Invocation.of("verify", folder.toString(), "--json");
    assertThat(json.json())
        .extracting(line -> line.get("engine").asText())
        .containsOnly("onednn", "nd4j");
    assertThat(json.json()).allMatch(line -> line.get("relative_l2").asDouble() < 1e-5);
  }

  @Test
  void verifyFailsOnOtherNumbers() throws IOException {
    Path fixture = new MadeFixture().write(folder).resolve("fixture.json");
    String text = Files.readString(fixture);
    Files.writeString(fixture, text.replaceAll("\"dim_head\" *: *2", "\"dim_head\":3"));
    Invocation invocation = Invocation.of("verify", folder.toString());
    assertThat(invocation.exit()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(invocation.out()).contains("FAIL");
  }

  @Test
  void verifyOfNothingIsNoSuccess() {
    Invocation invocation = Invocation.of("verify", folder.toString());
    assertThat(invocation.exit()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(invocation.err()).contains("Nothing was compared");
  }

  @Test
  void calibrateRefusesABudgetThatCannotBeKept() {
    Invocation invocation = Invocation.of("calibrate", "--dataset", "shapes", "--budget", "0");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("give 0 to 100 points");
  }

  @Test
  void benchMeasuresPlanAndBaselineInPairs() {
    Invocation invocation =
        Invocation.of(
            "bench",
            "--workload",
            "gated-xattn",
            "--plan",
            "tokens=4",
            "--reference",
            "dense",
            "--threads",
            "1",
            "--samples",
            "2",
            "--json");
    assertThat(invocation.exit()).as(invocation.err()).isZero();
    List<JsonNode> lines = invocation.json();
    assertThat(lines)
        .extracting(line -> line.get("variant").asText())
        .containsExactly("tokens=4", "dense");
    JsonNode plan = lines.get(0);
    assertThat(plan.get("workload").asText()).isEqualTo("gated-xattn");
    assertThat(plan.get("threads").asInt()).isOne();
    assertThat(plan.get("dtype").asText()).isEqualTo("fp32");
    assertThat(plan.get("samples").asInt()).isEqualTo(2);
    assertThat(plan.get("p10_ms").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(plan.get("median_ms").asDouble());
    assertThat(plan.get("flops").asLong()).isLessThan(lines.get(1).get("flops").asLong());
    assertThat(plan.get("speedup_ci_low").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(plan.get("speedup_ci_high").asDouble());
    assertThat(plan.get("kernel").asText()).isNotBlank();
  }

  @Test
  void workloadsAreListed() {
    assertThat(Invocation.of("bench", "--list").out())
        .contains("resampler", "self-attention-576", "gated-xattn", "resampler-tokens-R");
  }

  @Test
  void captionsOfTheOtherImagesSurviveABrokenOne() throws IOException {
    Path broken = Files.write(folder.resolve("broken.png"), new byte[0]);
    Path whole = SAMPLES.resolve("star").resolve("star-three.png");
    Invocation invocation =
        Invocation.of("caption", broken.toString(), whole.toString(), "--json", "--threads", "1");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.json()).hasSize(1);
    assertThat(invocation.json().get(0).get("image").asText()).isEqualTo(whole.toString());
    assertThat(invocation.json().get(0).get("trained").asBoolean()).isTrue();
    assertThat(invocation.err()).contains("broken.png").doesNotContain("untrained");
  }

  @Test
  void answersAQuestionAfterShots() {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    Invocation invocation =
        Invocation.of(
            "ask",
            image,
            "what shape ?",
            "--shots",
            SAMPLES.toString(),
            "--plan",
            "tokens=16,precision=bf16",
            "--threads",
            "1",
            "--json");
    assertThat(invocation.exit()).as(invocation.err()).isZero();
    assertThat(invocation.json().get(0).get("answer").asText()).isNotBlank();
    assertThat(invocation.json().get(0).get("plan").asText()).isEqualTo("tokens=16,precision=bf16");
  }

  @Test
  void beamsAndExamplesThatAreAlike() {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    String shots = SAMPLES.toString();
    Invocation invocation =
        Invocation.of(
            "caption",
            image,
            "--shots",
            shots,
            "--rices",
            "--beams",
            "3",
            "--threads",
            "1",
            "--json");

    assertThat(invocation.exit()).as(invocation.err()).isZero();
    assertThat(invocation.json().get(0).get("answer").asText()).isNotBlank();
    assertThat(Invocation.of("caption", image, "--rices").err()).contains("--shots");
    assertThat(Invocation.of("caption", image, "--beams", "0").err()).contains("1 to 64 beams");
    assertThat(Invocation.of("caption", image, "--beams", "3", "--temperature", "1").err())
        .contains("use a temperature of 0");
  }

  @Test
  void answersAreDrawnBySeed() {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    List<String> texts = new ArrayList<>();
    for (String seed : List.of("1", "1", "2", "3", "4")) {
      Invocation drawn =
          Invocation.of(
              "caption", image, "--temperature", "2", "--seed", seed, "--threads", "1", "--json");
      assertThat(drawn.exit()).as(drawn.err()).isZero();
      texts.add(drawn.json().get(0).get("answer").asText());
    }
    assertThat(texts.get(0)).isEqualTo(texts.get(1));
    assertThat(new HashSet<>(texts)).hasSizeGreaterThan(1);
  }

  @Test
  void aCacheFileServesTheNextRunAndIsRefusedByAnotherPlan() throws IOException {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    Path file = folder.resolve("images.cache");
    Invocation first = cached(image, file, "cache=kv");
    assertThat(first.exit()).as(first.err()).isZero();
    byte[] written = Files.readAllBytes(file);
    Invocation second = cached(image, file, "cache=kv,speculative=2");
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).isEqualTo(first.out());

    Invocation other = cached(image, file, "cache=kv,tokens=16");
    assertThat(other.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err()).hasLineCount(1).contains("was made by another plan");
    assertThat(file).hasBinaryContent(written);

    Files.write(file, Arrays.copyOf(written, written.length - 9));
    Invocation cut = cached(image, file, "cache=kv");
    assertThat(cut.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(cut.err()).hasLineCount(1).contains("is damaged or was cut off; delete it");

    Invocation without = cached(image, file, "tokens=16");
    assertThat(without.err()).hasLineCount(1).contains("add cache=kv");
  }

  @Test
  void answersStayWhereTheCacheCannotBeWritten() {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    Path nowhere = folder.resolve("none").resolve("images.cache");
    Invocation invocation = cached(image, nowhere, "cache=kv");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.out()).isNotBlank();
    assertThat(invocation.err()).hasLineCount(1).contains("could not be written");
  }

  private static Invocation cached(String image, Path file, String plan) {
    return Invocation.of(
        "caption", image, "--plan", plan, "--cache-file", file.toString(), "--threads", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature, -1, temperature",
    "--temperature, NaN, temperature",
    "--top-p, 0.5, add --temperature 1",
    "--top-p, 2, Top-p"
  })
  void impossibleDrawsAreRefusedInASentence(String option, String value, String part) {
    String image = SAMPLES.resolve("star").resolve("star-three.png").toString();
    Invocation invocation = Invocation.of("ask", image, "what shape ?", option, value);
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).hasLineCount(1).contains(part);
  }

  @Test
  void doctorNamesKernelsAndWhatToDo() {
    Invocation invocation = Invocation.of("doctor", "--json", "--threads", "1");
    assertThat(invocation.exit()).isZero();
    assertThat(invocation.json())
        .extracting(line -> line.get("name").asText())
        .contains("java", "processor", "memory", "engine", "kernel fp32", "kernel bf16", "model");
    assertThat(invocation.json())
        .filteredOn(line -> !line.get("severity").asText().equals("ok"))
        .allMatch(line -> !line.get("remedy").asText().isBlank());
  }

  @Test
  void optimizeOfAnUnknownExperimentNamesThoseThatExist() {
    Invocation invocation = Invocation.of("optimize", "--only", "warp");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("no experiment warp", "control", "tokens", "combined");
  }

  @Test
  void optimizeLeavesAFileThatIsNoResultsFileAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.csv"), "name,price\napple,2\n");
    Invocation invocation = Invocation.of("optimize", "--quick", "--csv", file.toString());
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("notes.csv").doesNotContain("Exception");
    assertThat(file).hasContent("name,price\napple,2\n");
  }

  @Test
  void optimizeSweepsTheListedPlans() throws IOException {
    Path plans =
        Files.writeString(
            folder.resolve("plans.json"),
            "{\"plans\": [\"tokens=4\"], \"workloads\": [\"encode-2\"]}");
    Invocation invocation =
        Invocation.of(
            "optimize",
            "--sweep",
            plans.toString(),
            "--quick",
            "--limit",
            "8",
            "--threads",
            "1",
            "--json");
    assertThat(invocation.exit()).as(invocation.err()).isZero();
    assertThat(invocation.json())
        .extracting(line -> line.get("variant").asText())
        .containsExactly("dense", "dense again", "tokens=4");
    JsonNode swept = invocation.json().get(2);
    assertThat(swept.get("speedup_ci_low").asDouble()).isPositive();
    assertThat(swept.get("accuracy_task").asText()).isEqualTo("caption");
  }

  @Test
  void tuneRefusesABudgetThatMakesNoSense() {
    Invocation invocation = Invocation.of("tune", "--dataset", "shapes", "--budget", "-1");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("budget").contains("choose 0 to 100");
  }

  @Test
  void tuneNeedsImagesToChooseByAndOthersToTestOn(@TempDir Path folder) throws Exception {
    Files.copy(Path.of("data/sample-images/circle/circle-three.png"), folder.resolve("only.png"));
    Invocation invocation = Invocation.of("tune", "--dataset", folder.toString(), "--budget", "2");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("has a single image").contains("add images");
  }
}
