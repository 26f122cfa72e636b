package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.controller.ExploreRequest.Card;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.optimization.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Examples are chosen by their images. */
class SimilarShotsTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);

  private final ModelExplorer explorer = new ModelExplorer(Runnable::run, MODELS);
  private final List<Double> shares = new ArrayList<>();
  private List<Card> candidates;

  @BeforeEach
  void readSamples() throws Exception {
    Path folder = Path.of("data", "sample-images");
    candidates =
        ImageFolder.scan(folder, DatasetListener.none(), () -> false).samples().stream()
            .map(image -> new Card(image, image.label()))
            .toList();
  }

  @Test
  void theMostSimilarStandsLastAndTheImageItselfIsNone() {
    Sample asked = candidates.get(0).image();
    Sample twin = new Sample("twin", null, "twin", asked.source());
    List<Card> more = new ArrayList<>(candidates);
    more.add(3, new Card(twin, "twin"));
    List<Card> found = similar(asked, more, 4);
    assertThat(found).hasSize(4).doesNotHaveDuplicates().endsWith(new Card(twin, "twin"));
    assertThat(found).extracting(Card::image).doesNotContain(asked);
    assertThat(shares).isSorted().endsWith(1.0);
  }

  @Test
  void brokenImagesAreNoExamples() {
    Sample broken =
        new Sample(
            "broken",
            null,
            "x",
            () -> {
              throw new BrokenImageException(Path.of("broken"), "it is broken", "copy it again");
            });
    List<Card> more = List.of(new Card(broken, "x"), candidates.get(1));
    assertThat(similar(candidates.get(0).image(), more, 8)).containsExactly(candidates.get(1));
    assertThatThrownBy(() -> similar(broken, candidates, 2)).hasMessageContaining("it is broken");
  }

  @Test
  void cancellingEndsIt() {
    List<Card> many = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      many.addAll(candidates);
    }
    assertThatThrownBy(
            () ->
                explorer
                    .similar(
                        candidates.get(0).image(),
                        many,
                        4,
                        Selection.NONE,
                        share -> {
                          shares.add(share);
                          explorer.cancel();
                        })
                    .join())
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(shares).hasSize(1);
  }

  private List<Card> similar(Sample asked, List<Card> from, int count) {
    return explorer.similar(asked, from, count, Selection.NONE, shares::add).join();
  }
}
