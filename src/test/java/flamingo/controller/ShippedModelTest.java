package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.Task;
import flamingo.checkpoint.ShippedWeights;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.shapes.ShapesDataset;
import flamingo.generate.DecodingStatistics;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.optimization.Selection;
import flamingo.text.WordTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights that come with the program have learned what the model card says. */
class ShippedModelTest {
  private static final long MOST_BYTES = 25_000_000;
  private static final Path WEIGHTS = Path.of("resources", "flamingo", "weights");
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);

  @Test
  void theyAreTrainedAndSmall() throws Exception {
    LoadedModel model = MODELS.load().join();
    assertThat(model.trained()).isTrue();
    assertThat(model.sha256()).matches("[0-9a-f]{64}");
    assertThat(Files.size(WEIGHTS.resolve("mini-flamingo.safetensors"))).isLessThan(MOST_BYTES);
  }

  /** For those who read the file without this program. */
  @Test
  void theConfigurationBesideThemIsTheirs() throws Exception {
    JsonMapper json = new JsonMapper();
    JsonNode written = json.readTree(WEIGHTS.resolve("mini-flamingo.json").toFile());
    FlamingoConfig config = ModelPreset.MINI.config(WordTokenizer.mini());
    assertThat(written).isEqualTo(json.readTree(json.writeValueAsString(config)));
  }

  /** Far below the figures of the model card, which are of thousands of requests. */
  @ParameterizedTest
  @CsvSource({
    "caption, 0, 0.9",
    "vqa, 0, 0.9",
    "in-context:colour, 4, 0.95",
    "in-context:shape, 4, 0.95",
    "in-context:background, 4, 0.95",
    "in-context:words, 8, 0.85"
  })
  void answersAreRight(String task, int shots, double least) {
    ImageDataset shapes = ShapesDataset.of(Split.TEST, 77, 100);
    AccuracyRequest request =
        new AccuracyRequest(Task.named(task), shapes, shots, 64, 77, Selection.NONE);
    Accuracy accuracy =
        new AccuracyController(Runnable::run, MODELS)
            .evaluate(request, () -> false, done -> {})
            .join();
    assertThat(accuracy.all().asked()).isEqualTo(64);
    assertThat(accuracy.all().share().value()).isGreaterThan(least);
  }

  /** Fewer layers than all, and no answer lost that is told from chance. */
  @Test
  void imagesLeaveTheResamplerEarlyWithoutHarm() throws Exception {
    assumeTrue(
        ShippedWeights.mini().orElseThrow().exit().isPresent(),
        "calibrate was not run since the weights changed");
    AccuracyController controller = new AccuracyController(Runnable::run, MODELS);
    ImageDataset shapes = ShapesDataset.of(Split.TEST, 78, 200);
    Accuracy dense = controller.evaluate(captions(shapes, ""), () -> false, done -> {}).join();
    Accuracy auto =
        controller.evaluate(captions(shapes, "depth=auto"), () -> false, done -> {}).join();
    assertThat(auto.depth().mean()).isLessThan(3.8);
    assertThat(dense.all().right() - auto.all().right()).isLessThan(9);
  }

  private static AccuracyRequest captions(ImageDataset images, String plan) throws Exception {
    return new AccuracyRequest(Task.CAPTION, images, 0, 200, 78, Selection.parse(plan));
  }

  @Test
  void withoutExamplesInventedWordsAreUnknown() {
    ImageDataset shapes = ShapesDataset.of(Split.TEST, 77, 100);
    AccuracyRequest request = new AccuracyRequest(Task.WORDS, shapes, 0, 32, 77, Selection.NONE);
    Accuracy accuracy =
        new AccuracyController(Runnable::run, MODELS)
            .evaluate(request, () -> false, done -> {})
            .join();
    assertThat(accuracy.all().right()).isZero();
  }

  /** 32 captions and 32 answers by every plan. */
  @ParameterizedTest
  @ValueSource(strings = {"2", "4", "8", "auto"})
  void speculativeDecodingWritesTheSameTokens(String proposals) throws Exception {
    PromptController plain = new PromptController(Runnable::run, MODELS);
    PromptController drafted = new PromptController(Runnable::run, MODELS);
    Selection speculative = Selection.parse("speculative=" + proposals);
    DecodingStatistics captions = DecodingStatistics.NONE;
    for (Sample image : ShapesDataset.of(Split.TEST, 4242, 32).samples()) {
      Answer caption = drafted.caption(image, List.of(), speculative).join();
      assertThat(caption.text())
          .isEqualTo(plain.caption(image, List.of(), Selection.NONE).join().text());
      captions = captions.plus(caption.decoding());
      String question = image.annotation().questions().get(0).text();
      assertThat(drafted.ask(image, question, List.of(), speculative).join().text())
          .isEqualTo(plain.ask(image, question, List.of(), Selection.NONE).join().text());
    }
    if (!proposals.equals("auto")) {
      assertThat(captions.tokensPerPass()).isGreaterThan(2);
    }
  }

  @Test
  void sampleImagesOfOneFigureAreCaptioned() throws Exception {
    ImageDataset samples =
        ImageFolder.scan(Path.of("data", "sample-images"), DatasetListener.none(), () -> false);
    PromptController prompts = new PromptController(Runnable::run, MODELS);
    List<String> wrong = new ArrayList<>();
    for (Sample sample : samples.samples()) {
      String[] words = sample.file().getFileName().toString().split("[-.]");
      String caption = prompts.caption(sample, List.of(), Selection.NONE).join().text();
      boolean one = !words[1].equals("two") && !words[1].equals("three");
      if (one && !caption.contains(words[1] + " " + words[0])) {
        wrong.add(sample.id() + ": " + caption);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
