package flamingo.ui.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointLimitTest {
  @Test
  void fewPointsStayAsTheyAre() {
    assertThat(PointLimit.of(List.of(3.0, 1.0, 2.0), point -> point, 4))
        .containsExactly(3.0, 1.0, 2.0);
  }

  @Test
  void ofManyTheExtremesStayInOrder() {
    Random random = new Random(5);
    for (int size : new int[] {401, 1000, 10_000}) {
      double[] heights = random.doubles(size).toArray();
      int highest = random.nextInt(size);
      heights[highest] = 7;
      List<Integer> points = IntStream.range(0, size).boxed().toList();
      List<Integer> kept = PointLimit.of(points, point -> heights[point], 400);
      assertThat(kept).hasSizeBetween(200, 400).isSorted().doesNotHaveDuplicates();
      assertThat(kept).contains(highest);
      for (int from = 0; from + 2 * size / 200 < size; from += size / 200) {
        int start = from;
        assertThat(kept).anyMatch(point -> point >= start && point < start + 2 * size / 200 + 1);
      }
    }
  }
}
