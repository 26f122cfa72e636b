package flamingo.dataset.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CaptionsTest {
  private static final Figure RED = new Figure("small", "red", "circle", 0, 1);
  private static final Figure ORANGE = new Figure("large", "orange", "star", 1, 1);
  private static final Figure BLUE = new Figure("large", "blue", "ring", 2, 0);
  private static final Figure CYAN = new Figure("small", "cyan", "cross", 2, 2);

  @Test
  void captionsSayWhatIsThere() {
    assertThat(Captions.of(picture(RED)))
        .isEqualTo("a small red circle at the top on a gray background");
    assertThat(Captions.of(picture(RED, ORANGE))).isEqualTo("a red circle above an orange star");
    assertThat(Captions.of(picture(RED, BLUE)))
        .isEqualTo("a red circle to the right of a blue ring");
    assertThat(Captions.of(picture(RED, ORANGE, BLUE)))
        .isEqualTo("a red circle , an orange star and a blue ring");
    assertThat(Captions.of(picture(RED, ORANGE, BLUE, CYAN)))
        .isEqualTo("a red circle , an orange star , a blue ring and a cyan cross");
    assertThat(Captions.of(Picture.photo("airplane"))).isEqualTo("a photo of an airplane");
  }

  @Test
  void answersAreTrue() {
    Picture picture = picture(RED, ORANGE, BLUE);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      Question question = Questions.any(picture, random);
      switch (question.text()) {
        case "what color is the star ?" -> assertThat(question.answer()).isEqualTo("orange");
        case "what shape is the blue object ?" -> assertThat(question.answer()).isEqualTo("ring");
        case "how many objects are there ?" -> assertThat(question.answer()).isEqualTo("three");
        case "is the red circle above the blue ring ?",
            "is the blue ring to the left of the orange star ?",
            "is there a red circle ?" ->
            assertThat(question.answer()).isEqualTo("yes");
        case "is the orange star above the red circle ?",
            "is the red circle to the left of the blue ring ?",
            "is there a red ring ?",
            "is there a cyan circle ?" ->
            assertThat(question.answer()).isEqualTo("no");
        default -> assertThat(question.kind()).isNotIn("color", "where", "class");
      }
    }
  }

  private static Picture picture(Figure... figures) {
    return new Picture(List.of(figures), "gray", null);
  }
}
