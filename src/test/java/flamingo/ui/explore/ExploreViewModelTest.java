package flamingo.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.Answer;
import flamingo.controller.Exploration;
import flamingo.controller.ExploreRequest.Card;
import flamingo.controller.ExploreRequest.Template;
import flamingo.controller.UserFacingError;
import flamingo.dataset.Sample;
import flamingo.generate.DecodingStatistics;
import flamingo.optimization.Selection;
import flamingo.ui.FakeExplorer;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class ExploreViewModelTest {
  private final FakeExplorer explorer = new FakeExplorer();
  private final List<UserFacingError> errors = new ArrayList<>();
  private final ObservableList<Sample> shown = FXCollections.observableArrayList();
  private final ObservableList<String> classes =
      FXCollections.observableArrayList("circle", "star");
  private final ExploreViewModel model =
      new ExploreViewModel(
          Runnable::run,
          explorer,
          errors::add,
          classes,
          shown,
          new SimpleObjectProperty<>(Selection.NONE));

  @Test
  void theLastShotsAreShown() {
    fill();
    model.shotsProperty().set(1);
    model.ask();
    assertThat(explorer.request().cards())
        .extracting(card -> card.image().id())
        .containsExactly("b", "c");
    assertThat(explorer.request().cards()).extracting(Card::text).containsExactly("star", "star");
    assertThat(explorer.request().classes()).containsExactly("circle", "star");
  }

  @Test
  void nothingIsAskedWhereTheEngineIsBusyOrTheStripIsEmpty() {
    model.readyProperty().set(true);
    assertThat(model.askable().get()).isFalse();
    fill();
    assertThat(model.askable().get()).isTrue();
    model.readyProperty().set(false);
    model.ask();
    assertThat(explorer.request()).isNull();
  }

  @Test
  void whyNothingCanBeAskedIsSaid() {
    assertThat(model.waitsFor().get()).isEqualTo(Texts.text("explore.waits.model"));
    model.readyProperty().set(true);
    assertThat(model.waitsFor().get()).isEmpty();
    model.readyProperty().set(false);
    model.measuringProperty().set(true);
    assertThat(model.waitsFor().get()).isEqualTo(Texts.text("explore.waits.measuring"));
  }

  @Test
  void eightShotsAreShownAtMost() {
    model.readyProperty().set(true);
    model.add(IntStream.range(0, 12).mapToObj(i -> sample("image" + i)).toList());
    assertThat(model.shotsProperty().get()).isEqualTo(8);
    model.ask();
    assertThat(explorer.request().cards()).hasSize(9);
    assertThat(explorer.request().cards().get(8).image().id()).isEqualTo("image11");
  }

  @Test
  void whatWasWrittenStaysWhereItIsCancelled() {
    fill();
    model.ask();
    explorer.listener().wrote("a red");
    explorer.listener().wrote(" star");
    assertThat(model.runningProperty().get()).isTrue();
    model.cancel();
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(model.answerProperty().get()).isEqualTo("a red star");
    assertThat(errors).isEmpty();
  }

  @Test
  void aFailureIsReportedAndTheCardsStay() {
    fill();
    model.ask();
    explorer.fail(new IllegalArgumentException("Too long; shorten it."));
    assertThat(errors)
        .extracting(UserFacingError::sentence)
        .containsExactly("Too long; shorten it.");
    assertThat(model.cards()).hasSize(3);
    assertThat(model.askable().get()).isTrue();
  }

  @Test
  void thousandsOfLabelsAreSaidAndFollowed() {
    classes.setAll(IntStream.range(0, 5000).mapToObj("label %d"::formatted).toList());
    fill();
    model.templateProperty().set(Template.CLASSIFY);
    model.ask();
    assertThat(model.waitsFor().get()).contains("5\u202f000 labels");
    assertThat(model.progressProperty().get()).isNegative();
    explorer.listener().ranked(0.25);
    assertThat(model.progressProperty().get()).isEqualTo(0.25);
    model.cancel();
    assertThat(model.waitsFor().get()).isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void anotherAnswerOfTheDenseBaselineIsNoticed() {
    fill();
    model.ask();
    explorer.answer(
        new Exploration(
            answer("a star"),
            answer("a circle"),
            Selection.NONE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
    assertThat(model.answerProperty().get()).isEqualTo("a star");
    assertThat(model.explorationProperty().get().differs()).isTrue();
  }

  @Test
  void cardsStayWithinTheStrip() {
    fill();
    PromptCard first = model.cards().get(0);
    model.move(first, 9);
    assertThat(model.cards().get(2)).isSameAs(first);
    model.move(first, -1);
    assertThat(model.cards().get(0)).isSameAs(first);
    model.remove(first);
    assertThat(model.shotsProperty().get()).isEqualTo(1);
  }

  @Test
  void similarImagesTakeThePlaceOfTheExamples() {
    fill();
    Sample unknown = new Sample("u", Path.of("u.png"), null, sample("u").source());
    shown.setAll(sample("x"), unknown, sample("y"));
    model.chooseSimilar();
    assertThat(explorer.candidates())
        .extracting(card -> card.image().id())
        .containsExactly("x", "y");
    assertThat(model.progressProperty().get()).isEqualTo(0.5);
    assertThat(model.askable().get()).isFalse();
    explorer.choose(List.of(new Card(sample("y"), "a star")));
    assertThat(model.cards()).extracting(card -> card.image().id()).containsExactly("y", "c");
    assertThat(model.shotsProperty().get()).isEqualTo(1);
    assertThat(model.choosingProperty().get()).isFalse();

    model.chooseSimilar();
    model.cancel();
    assertThat(model.cards()).hasSize(2);
    assertThat(errors).isEmpty();
    model.chooseSimilar();
    explorer.choose(List.of());
    assertThat(errors).singleElement().returns("NO_EXAMPLES", UserFacingError::code);
    assertThat(model.cards()).hasSize(2);
  }

  private void fill() {
    model.readyProperty().set(true);
    model.add(List.of(sample("a"), sample("b"), sample("c")));
  }

  private static Sample sample(String id) {
    return new Sample(
        id,
        Path.of(id + ".png"),
        "star",
        () -> {
          throw new AssertionError("No pixels are needed.");
        });
  }

  private static Answer answer(String text) {
    return new Answer(text, DecodingStatistics.NONE, 1, true);
  }
}
