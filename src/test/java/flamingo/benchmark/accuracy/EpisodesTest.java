package flamingo.benchmark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.dataset.ImageDataset;
import flamingo.dataset.Split;
import flamingo.dataset.content.Vocabulary;
import flamingo.dataset.shapes.ShapesDataset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpisodesTest {
  private static final ImageDataset SHAPES = ShapesDataset.of(Split.TEST, 5, 300);

  @ParameterizedTest
  @EnumSource
  void examplesAreNotTheImageThatIsAsked(Task task) throws TaskException {
    Episodes episodes = Episodes.of(task, SHAPES, 1);
    for (int index = 0; index < 60; index++) {
      Episode episode = episodes.episode(index, 4);
      assertThat(episode.examples()).hasSize(4);
      assertThat(episode.examples()).noneMatch(turn -> turn.image() == episode.request().image());
      assertThat(episode.accepted()).contains(episode.request().answer());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedAsksTheSameAndAnotherAsksOther(Task task) throws TaskException {
    assertThat(requests(task, 1)).isEqualTo(requests(task, 1)).isNotEqualTo(requests(task, 2));
  }

  private static List<String> requests(Task task, long seed) throws TaskException {
    Episodes episodes = Episodes.of(task, SHAPES, seed);
    return IntStream.range(0, 20)
        .mapToObj(index -> episodes.episode(index, 2))
        .map(episode -> episode.examples() + " " + episode.request())
        .toList();
  }

  @Test
  void inventedWordsStandForOneValueEach() throws TaskException {
    Episodes episodes = Episodes.of(Task.WORDS, SHAPES, 1);
    Set<String> bindings = new HashSet<>();
    for (int index = 0; index < 100; index++) {
      Episode episode = episodes.episode(index, 8);
      Map<String, Set<String>> shapes = new HashMap<>();
      for (Turn turn : episode.examples()) {
        shapes
            .computeIfAbsent(turn.answer(), absent -> new HashSet<>())
            .add(value(episode.kind(), turn));
      }
      assertThat(shapes.keySet()).isSubsetOf(Vocabulary.INVENTED).hasSizeBetween(2, 3);
      assertThat(shapes.values()).allMatch(values -> values.size() == 1);
      assertThat(shapes.get(episode.request().answer()))
          .containsExactly(value(episode.kind(), episode.request()));
      bindings.add(episode.request().answer() + value(episode.kind(), episode.request()));
    }
    assertThat(bindings).hasSizeGreaterThan(50); // words mean nothing by themselves
  }

  private static String value(String attribute, Turn turn) {
    return turn.image().annotation().picture().figures().stream()
        .map(figure -> attribute.equals("colour") ? figure.colour() : figure.shape())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void labelsAreEquallyFrequentAmongTheExamples() throws TaskException {
    Episodes episodes = Episodes.of(Task.BACKGROUND, SHAPES, 1);
    for (int index = 0; index < 50; index++) {
      assertThat(episodes.episode(index, 8).examples().stream().map(Turn::answer))
          .containsExactlyInAnyOrder(
              "white", "white", "black", "black", "gray", "gray", "brown", "brown");
    }
  }

  @Test
  void everyImageIsAskedOnce() throws TaskException {
    Episodes episodes = Episodes.of(Task.CAPTION, SHAPES, 1);
    Set<String> asked = new HashSet<>();
    for (int index = 0; index < episodes.size(); index++) {
      asked.add(episodes.episode(index, 0).request().image().id());
    }
    assertThat(asked).hasSize(SHAPES.samples().size());
  }

  @Test
  void tasksAreNamedWhereOneIsUnknown() {
    assertThatThrownBy(() -> Task.named("in-context:smell"))
        .hasMessageContaining("in-context:smell")
        .hasMessageContaining("in-context:colour");
  }
}
