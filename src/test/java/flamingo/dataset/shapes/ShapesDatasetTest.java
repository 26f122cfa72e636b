package flamingo.dataset.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.content.Captions;
import flamingo.dataset.content.Picture;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShapesDatasetTest {
  private static final int SIZE = 400;

  @Test
  void splitsAndSeedsShareNoImage() throws Exception {
    Set<List<Byte>> seen = new HashSet<>();
    for (Split split : Split.values()) {
      for (long seed = 0; seed < 3; seed++) {
        for (Sample sample : ShapesDataset.of(split, seed, 50).samples()) {
          List<Byte> pixels = new ArrayList<>();
          for (byte level : sample.decode().samples()) {
            pixels.add(level);
          }
          assertThat(seen.add(pixels)).isTrue();
        }
      }
    }
  }

  @Test
  void anImageIsTheSameEachTimeAndInALongerDataset() throws Exception {
    Sample sample = ShapesDataset.of(Split.TEST, 3, 20).samples().get(19);
    Sample again = ShapesDataset.of(Split.TEST, 3, 100).samples().get(19);
    assertThat(sample.decode().samples())
        .isEqualTo(sample.decode().samples())
        .isEqualTo(again.decode().samples());
    assertThat(sample.annotation()).isEqualTo(again.annotation());
  }

  @Test
  void everythingThatIsSaidHasItsWords() {
    WordTokenizer tokenizer = WordTokenizer.mini();
    for (Sample sample : ShapesDataset.of(Split.TEST, 4, SIZE).samples()) {
      assertThat(sample.annotation().captions()).allMatch(tokenizer::canSpell);
      assertThat(sample.annotation().questions())
          .allMatch(q -> tokenizer.canSpell(q.text()) && tokenizer.canSpell(q.answer()));
    }
  }

  @Test
  void picturesHaveOneToFourFiguresThatDiffer() {
    Set<Integer> counts = new HashSet<>();
    for (Sample sample : ShapesDataset.of(Split.TEST, 4, SIZE).samples()) {
      Picture picture = sample.annotation().picture();
      counts.add(picture.figures().size());
      assertThat(picture.figures().stream().map(f -> f.colour() + f.shape()).distinct())
          .hasSameSizeAs(picture.figures());
      assertThat(picture.figures().stream().map(f -> f.cell()).distinct())
          .hasSameSizeAs(picture.figures());
      assertThat(sample.annotation().captions()).containsExactly(Captions.of(picture));
    }
    assertThat(counts).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void questionsAreOfEveryKind() {
    Set<String> kinds =
        ShapesDataset.of(Split.TEST, 4, SIZE).samples().stream()
            .flatMap(sample -> sample.annotation().questions().stream())
            .map(question -> question.kind())
            .collect(Collectors.toSet());
    assertThat(kinds)
        .contains("color", "shape", "size", "where", "background", "count", "exists")
        .contains("color_of", "shape_of", "left_of", "above");
  }

  @Test
  void thereIsNoDatasetOfNothing() {
    assertThatThrownBy(() -> ShapesDataset.of(Split.TEST, 1, 0)).hasMessageContaining("not 0");
  }
}
