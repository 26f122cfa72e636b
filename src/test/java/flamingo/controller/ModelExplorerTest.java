package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.controller.Exploration.Candidate;
import flamingo.controller.Exploration.Proposal;
import flamingo.controller.Exploration.Word;
import flamingo.controller.ExploreRequest.Card;
import flamingo.controller.ExploreRequest.Template;
import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import flamingo.text.Shot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelExplorerTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);
  private static final List<String> CLASSES = List.of("circle", "square", "star", "triangle");

  private final ModelExplorer explorer = new ModelExplorer(Runnable::run, MODELS);
  private final List<Sample> samples = samples();

  @Test
  void theAnswerIsThatOfTheCommandLineAndIsStreamed() {
    List<String> pieces = new ArrayList<>();
    Exploration found = explorer.ask(question("", 0, 3), pieces::add).join();

    List<PromptController.Example> examples =
        List.of(
            new PromptController.Example(
                samples.get(0), new Shot("what shape is the object ?", "red")));
    String expected =
        new PromptController(Runnable::run, MODELS)
            .ask(samples.get(3), "what shape is the object ?", examples, Selection.NONE)
            .join()
            .text();
    assertThat(found.answer().text()).isEqualTo(expected).isNotBlank();
    assertThat(String.join("", pieces)).isEqualTo(expected);
    assertThat(found.dense()).isNull();
  }

  @Test
  void wordsCarryWhatTheModelThoughtOf() {
    Exploration found = explorer.ask(caption(""), piece -> {}).join();

    assertThat(found.words().stream().map(Word::text).collect(Collectors.joining(" ")))
        .isEqualTo(found.answer().text());
    assertThat(found.words())
        .allSatisfy(
            word -> {
              assertThat(word.next()).hasSize(5);
              assertThat(word.next().get(0).text()).isEqualTo(word.text());
              assertThat(word.next())
                  .extracting(Candidate::probability)
                  .isSortedAccordingTo(Collections.reverseOrder());
              assertThat(word.attention().side()).isEqualTo(8);
              assertThat(word.attention().image()).isEqualTo(1);
              assertThat(Arrays.stream(word.attention().shares()).sum()).isCloseTo(1, within(1e-6));
            });
    assertThat(found.gates()).hasSize(4);
    assertThat(found.images()).extracting(Exploration.SeenImage::layers).containsOnly(4);
    assertThat(found.images()).allSatisfy(image -> assertThat(image.tokens()).hasDimensions(64, 2));
  }

  /** Proposals that were accepted are words of the answer, in order. */
  @Test
  void proposalsAreToldApart() {
    Exploration found = explorer.ask(caption("speculative=3,tokens=8"), piece -> {}).join();
    List<String> accepted =
        found.proposals().stream()
            .filter(Proposal::accepted)
            .map(Proposal::text)
            .filter(text -> !text.equals("<end>"))
            .toList();
    assertThat((long) accepted.size()).isLessThanOrEqualTo(found.answer().decoding().accepted());
    assertThat(found.proposals()).hasSize((int) found.answer().decoding().tested());
    assertThat(found.words()).extracting(Word::text).containsSubsequence(accepted);
    assertThat(found.dense().text()).isNotBlank();
    assertThat(found.images()).allSatisfy(image -> assertThat(image.tokens()).hasNumberOfRows(8));
  }

  @Test
  void aClassIsChosen() {
    ExploreRequest request =
        new ExploreRequest(
            List.of(new Card(samples.get(0), "")), Template.CLASSIFY, "", CLASSES, Selection.NONE);
    assertThat(CLASSES).contains(explorer.ask(request, piece -> {}).join().answer().text());
    ExploreRequest none =
        new ExploreRequest(
            List.of(new Card(samples.get(0), "")),
            Template.CLASSIFY,
            "",
            List.of(),
            Selection.NONE);
    assertThatThrownBy(() -> explorer.ask(none, piece -> {}).join())
        .hasMessageContaining("There are no classes to choose from");
  }

  @Test
  void rankingOfClassesTellsHowFarItIsAndEndsBeforeTheNext() {
    List<Double> shares = new ArrayList<>();
    ExploreRequest request =
        new ExploreRequest(
            List.of(new Card(samples.get(0), "")), Template.CLASSIFY, "", CLASSES, Selection.NONE);
    explorer.ask(request, ranked(shares::add)).join();
    assertThat(shares).containsExactly(0.0, 0.25, 0.5, 0.75);

    shares.clear();
    var asked =
        explorer.ask(
            request,
            ranked(
                share -> {
                  shares.add(share);
                  explorer.cancel();
                }));
    assertThatThrownBy(asked::join).hasCauseInstanceOf(CancellationException.class);
    assertThat(shares).hasSize(1);
  }

  private static ExploreListener ranked(DoubleConsumer heard) {
    return new ExploreListener() {
      @Override
      public void wrote(String piece) {}

      @Override
      public void ranked(double share) {
        heard.accept(share);
      }
    };
  }

  @Test
  void aPromptThatIsTooLongSaysByHowMuch() {
    List<Card> cards =
        IntStream.range(0, 9)
            .mapToObj(i -> new Card(samples.get(0), "a red circle ".repeat(25)))
            .toList();
    ExploreRequest request =
        new ExploreRequest(cards, Template.CAPTION, "", List.of(), Selection.NONE);
    assertThatThrownBy(() -> explorer.ask(request, piece -> {}).join())
        .hasMessageContaining("this model reads 512 at most")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownWordsAreNamed() {
    Exploration found = explorer.ask(question("", 1, 0, "zyzzyva"), piece -> {}).join();
    assertThat(found.unknownWords()).containsExactly("zyzzyva");
  }

  @Test
  void examplesNeedTexts() {
    assertThatThrownBy(() -> explorer.ask(question("", 1, 0, " "), piece -> {}).join())
        .hasMessageContaining("Image 1 of the prompt");
  }

  @Test
  void aBrokenImageIsNamed() {
    Sample broken =
        new Sample(
            "gone.png",
            Path.of("gone.png"),
            null,
            () -> {
              throw new BrokenImageException(Path.of("gone.png"), "IMAGE_GONE", "It is gone.");
            });
    ExploreRequest request =
        new ExploreRequest(
            List.of(new Card(broken, "")), Template.CAPTION, "", List.of(), Selection.NONE);
    assertThatThrownBy(() -> explorer.ask(request, piece -> {}).join())
        .hasCauseInstanceOf(BrokenImageException.class);
  }

  @Test
  void cancellingEndsBeforeTheNextWord() {
    List<String> pieces = new ArrayList<>();
    var asked =
        explorer.ask(
            caption(""),
            piece -> {
              pieces.add(piece);
              explorer.cancel();
            });
    assertThatThrownBy(asked::join).hasCauseInstanceOf(CancellationException.class);
    assertThat(pieces).hasSize(1);
  }

  private ExploreRequest caption(String plan) {
    List<Card> cards = List.of(new Card(samples.get(1), "a star"), new Card(samples.get(2), ""));
    return new ExploreRequest(cards, Template.CAPTION, "", List.of(), selection(plan));
  }

  private ExploreRequest question(String plan, int example, int asked) {
    return question(plan, example, asked, "red");
  }

  private ExploreRequest question(String plan, int example, int asked, String answer) {
    List<Card> cards =
        List.of(new Card(samples.get(example), answer), new Card(samples.get(asked), ""));
    return new ExploreRequest(
        cards, Template.QUESTION, "what shape is the object ?", List.of(), selection(plan));
  }

  private static Selection selection(String plan) {
    try {
      return Selection.parse(plan);
    } catch (PlanException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Sample> samples() {
    try {
      return ImageFolder.scan(Path.of("data", "sample-images"), DatasetListener.none(), () -> false)
          .samples();
    } catch (DatasetException e) {
      throw new AssertionError(e);
    }
  }
}
