package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.checkpoint.ModelParts;
import flamingo.checkpoint.TinyModel;
import flamingo.text.TokenizerJson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a model of OpenFlamingo's layout that has a tokenizer: all but the answers is real.
 */
class OpenFlamingoCommandsTest {
  private static final int IMAGES = 6;

  @TempDir Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void write() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    ModelParts parts = TinyModel.speaking(TokenizerJson.SIZE).write(model);
    TokenizerJson.valid(parts.language());
    images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, 2, 0xFF8000 + 40 * i);
      ImageIO.write(image, "png", image(i).toFile());
    }
  }

  private Path image(int number) {
    return images.resolve(number + ".png");
  }

  @Test
  void theStreamedTextIsTheAnswer() {
    Invocation streamed = on("caption", image(0));
    Invocation whole = on("caption", image(0), "--json");

    assertThat(streamed.out().stripTrailing())
        .isEqualTo(whole.json().get(0).get("answer").asText().stripTrailing());
    assertThat(streamed.out()).isNotBlank();
  }

  @Test
  void eachOfSeveralImagesHasItsLineAndABrokenOneHasNone() throws IOException {
    Path broken = Files.writeString(images.resolve("broken.png"), "no image");

    Invocation many = on("caption", image(0), broken, image(1), "--temperature", "0");

    assertThat(many.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(many.out()).contains(image(0) + ": ", image(1) + ": ").doesNotContain("broken");
    assertThat(many.err()).contains("broken.png");
  }

  @Test
  void exactPlansAnswerAsTheBaselineDoes() {
    String dense = on("ask", image(0), "what is this?").out();
    for (String plan :
        List.of(
            "speculative=3", "speculative=auto", "cache=kv/64", "cache=tokens/64,speculative=6")) {
      assertThat(on("ask", image(0), "what is this?", "--plan", plan).out())
          .as(plan)
          .isEqualTo(dense);
    }
  }

  @Test
  void speculationTellsHowManyProposalsWereAccepted() throws IOException {
    Path draft = Files.createDirectory(folder.resolve("draft"));
    TinyModel.speaking(TokenizerJson.SIZE).writeLanguage(draft);
    Invocation looked = on("caption", image(0), "--plan", "speculative=3", "--json");
    Invocation drafted =
        on("caption", image(0), "--plan", "speculative=3", "--draft", draft, "--json");

    assertThat(drafted.json().get(0).get("acceptance_rate").isNumber()).isTrue();
    assertThat(drafted.json().get(0).get("answer")).isEqualTo(looked.json().get(0).get("answer"));
  }

  @Test
  void aDraftOfFewerWordsIsRefused() throws IOException {
    Path draft = Files.createDirectory(folder.resolve("draft"));
    TinyModel.mpt().writeLanguage(draft);

    Invocation refused = on("caption", image(0), "--draft", draft);

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("knows 24 words").contains("263");
  }

  @Test
  void optimizeTellsTimesAndErrorsOfPlansOnThisModel() throws IOException {
    Path plans =
        Files.writeString(
            folder.resolve("plans.json"),
            "{\"plans\": [\"precision=int8\", \"speculative=3\"], \"workloads\": [\"caption-1\"]}");

    Invocation rows =
        on("optimize", "--sweep", plans, "--quick", "--limit", "2", "--threads", "1", "--json");

    assertThat(rows.exit()).as(rows.err()).isZero();
    assertThat(rows.json())
        .extracting(row -> row.get("variant").asText())
        .containsExactly("dense", "dense again", "precision=int8", "speculative=3");
    assertThat(rows.json().get(2).get("relative_l2_error").asDouble()).isPositive();
    assertThat(rows.json().get(3).get("token_agreement").asDouble()).isEqualTo(1);
  }

  @Test
  void evaluateTellsWhatAPlanLosesOnThisModel() {
    Invocation lines =
        on(
            "evaluate",
            "--dataset",
            "shapes",
            "--task",
            "caption",
            "--limit",
            "2",
            "--plan",
            "tokens=4",
            "--reference",
            "dense",
            "--json");

    assertThat(lines.exit()).as(lines.err()).isZero();
    assertThat(lines.json()).last().matches(line -> line.has("lost_points"));
  }

  @Test
  void benchSaysWhatMeasuresAModelsOwnRequests() {
    Invocation refused = on("bench", "--workload", "of3b");

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).hasLineCount(1).contains("random weights", "optimize --model");
  }

  @Test
  void aPromptThatIsTooLongSaysHowManyTokensFit() {
    Invocation refused = on("ask", image(0), "why ".repeat(100));

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("reads 256 at most", "take 20 more");
  }

  @Test
  void cocoPrintsCiderWithItsIntervalForCocosOwnFile() throws IOException {
    Path captions = folder.resolve("captions.json");
    Files.writeString(
        captions,
        "{\"images\": [%s], \"annotations\": [%s]}"
            .formatted(
                each("{\"id\": %1$d, \"file_name\": \"%1$d.png\"}"),
                each("{\"image_id\": %1$d, \"caption\": \"the number %1$d on black\"}")));
    Path results = folder.resolve("results.json");

    Invocation json =
        coco(captions, "--shots", "1", "--results", results, "--json", "--plan", "cache=tokens/64");

    JsonNode line = json.json().get(0);
    assertThat(line.get("images").asInt()).isEqualTo(IMAGES);
    assertThat(line.get("cider_ci_low").asDouble())
        .isLessThanOrEqualTo(line.get("cider").asDouble());
    assertThat(Files.readString(results)).contains("\"image_id\":0", "\"caption\":");
    assertThat(coco(captions, "--shots", "0,2").out())
        .containsPattern("CIDEr .*\\RCIDEr .*2 shots");
  }

  @Test
  void cocoTakesTestsAndExamplesFromKarpathysSplits() throws IOException {
    Path captions = folder.resolve("dataset.json");
    String entries =
        each(
            "{\"cocoid\": %1$d, \"filename\": \"%1$d.png\", \"split\": \"SPLIT%1$d\","
                + " \"sentences\": [{\"raw\": \"a thing\"}]}");
    Files.writeString(
        captions,
        "{\"images\": [%s]}"
            .formatted(entries.replace("SPLIT0", "test").replaceAll("SPLIT\\d", "train")));

    Invocation json = coco(captions, "--shots", "2", "--json");

    assertThat(json.json().get(0).get("images").asInt()).isEqualTo(1);
  }

  @Test
  void cocoSaysWhatIsWrongWithItsFiles() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Path other =
        Files.writeString(
            folder.resolve("other.json"), "{\"images\": [{\"id\": 1, \"file_name\": \"x.png\"}]}");

    assertThat(coco(empty).err()).contains("empty.json", "lists no images");
    assertThat(coco(broken).err()).contains("broken.json", "not valid JSON");
    assertThat(coco(other).err()).contains("none of the 1 images");
    assertThat(coco(folder.resolve("absent.json")).err()).contains("absent.json", "cannot be read");
  }

  private static String each(String form) {
    return String.join(",", IntStream.range(0, IMAGES).mapToObj(i -> form.formatted(i)).toList());
  }

  private Invocation coco(Object captions, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("--captions", captions, "--images", images));
    arguments.addAll(List.of(more));
    return on("coco", arguments.toArray());
  }

  private Invocation on(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    all.addAll(List.of("--model", model.toString()));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  void aQuestionWithATokenOfThePromptIsRefusedRatherThanShortened() {
    for (String token : List.of("<image>", "<|endofchunk|>")) {
      Invocation refused = on("ask", image(0), "what is " + token + " this?");

      assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(refused.err()).contains(token, "leave it out");
      assertThat(refused.out()).isEmpty();
    }
  }

  @Test
  void aFolderWithoutExamplesIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Invocation refused = on("caption", image(0), "--shots", empty);

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains(empty.toString(), "holds no images");
  }

  @Test
  void theTokenizerOfAnotherModelIsRefusedWithBothSizes() throws IOException {
    TinyModel.mpt().write(model);

    Invocation refused = on("caption", image(0));

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("has 263 tokens", "trained with 20", "gpt-neox-20b");
  }
}
