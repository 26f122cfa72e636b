package flamingo.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are sorted as people sort them. */
class NaturalOrderTest {
  @ParameterizedTest
  @CsvSource({
    "image2, image10",
    "2, 10",
    "a, B",
    "B, c",
    "img, img1",
    "img9b, img10a",
    "v1.9, v1.10",
    "007, 8",
    "99999999999999999998, 99999999999999999999",
    "a1, aa"
  })
  void first(String before, String after) {
    assertThat(NaturalOrder.INSTANCE.compare(before, after)).isNegative();
    assertThat(NaturalOrder.INSTANCE.compare(after, before)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "07", "image10.png"})
  void aNameEqualsItself(String name) {
    assertThat(NaturalOrder.INSTANCE.compare(name, new String(name))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"01, 1", "a, A"})
  void namesThatDifferAreNeverEqual(String one, String other) {
    int order = NaturalOrder.INSTANCE.compare(one, other);
    assertThat(order).isNotZero();
    assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(other, one)))
        .isEqualTo(-Integer.signum(order));
  }

  @Test
  void sortingGivesTheSameFromAnyOrder() {
    List<String> sorted = List.of("", "1", "2", "10", "A2", "a10", "b", "image1", "image02", "ü");
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<String> shuffled = new ArrayList<>(sorted);
      Collections.shuffle(shuffled, random);
      shuffled.sort(NaturalOrder.INSTANCE);
      assertThat(shuffled).isEqualTo(sorted);
    }
  }
}
