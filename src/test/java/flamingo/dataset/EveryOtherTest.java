package flamingo.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.dataset.shapes.ShapesDataset;
import org.junit.jupiter.api.Test;

class EveryOtherTest {
  @Test
  void theHalvesShareNoImageAndTogetherAreTheWhole() {
    ImageDataset whole = ShapesDataset.of(Split.TEST, 3, 7);
    ImageDataset first = EveryOther.from(whole);
    ImageDataset second = EveryOther.after(whole);

    assertThat(first.samples()).hasSize(4).doesNotContainAnyElementsOf(second.samples());
    assertThat(second.samples()).hasSize(3);
    assertThat(whole.samples()).containsAll(first.samples()).containsAll(second.samples());
    assertThat(first.name()).isEqualTo(whole.name());
  }
}
