package flamingo.ui.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelFilterTest {
  private final LabelFilter filter = new LabelFilter();

  @Test
  void fewLabelsAreAllOffered() {
    filter.add(List.of("star", "dot"));
    filter.add(List.of("dot", "line"));
    filter.queryProperty().set("star");
    assertThat(filter.offered()).containsExactly("dot", "line", "star");
    assertThat(filter.moreProperty().get()).isZero();
  }

  @Test
  void manyAreSearched() {
    filter.add(IntStream.range(0, 5000).mapToObj("Bird %04d"::formatted).toList());
    assertThat(filter.offered())
        .hasSize(LabelFilter.MOST_OFFERED)
        .startsWith("Bird 0000", "Bird 0001");
    assertThat(filter.moreProperty().get()).isEqualTo(5000 - LabelFilter.MOST_OFFERED);

    filter.queryProperty().set(" bird 123");
    assertThat(filter.offered()).hasSize(10).startsWith("Bird 1230");
    assertThat(filter.moreProperty().get()).isZero();

    filter.chosen().add("Bird 1234");
    filter.queryProperty().set("0001");
    assertThat(filter.offered()).containsExactly("Bird 1234", "Bird 0001");
    assertThat(filter.shows("Bird 1234")).isTrue();
    assertThat(filter.shows("Bird 0001")).isFalse();
    assertThat(filter.shows(null)).isFalse();
  }

  @Test
  void othersBeginUnchosenAndUnsearched() {
    filter.add(IntStream.range(0, 50).mapToObj("label %d"::formatted).toList());
    filter.chosen().add("label 3");
    filter.queryProperty().set("4");
    filter.clear();
    assertThat(filter.offered()).isEmpty();
    filter.add(IntStream.range(0, 50).mapToObj("other %d"::formatted).toList());
    assertThat(filter.offered()).hasSize(LabelFilter.MOST_OFFERED);
    assertThat(filter.shows(null)).isTrue();
  }
}
