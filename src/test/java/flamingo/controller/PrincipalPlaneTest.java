package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  /** Points in a plane of five dimensions keep all their distances. */
  @Test
  void aPlaneIsFound() {
    Random random = new Random(7);
    double[][] points = new double[40][];
    for (int i = 0; i < points.length; i++) {
      double a = 3 * random.nextGaussian();
      double b = random.nextGaussian();
      points[i] = new double[] {1 + a, 2 + b, a - b, 5, 2 * b};
    }
    double[][] plane = PrincipalPlane.project(points);
    for (int i = 1; i < points.length; i++) {
      assertThat(distance(plane[0], plane[i]))
          .isCloseTo(distance(points[0], points[i]), within(1e-6));
    }
    assertThat(spread(plane, 0)).isGreaterThan(spread(plane, 1));
  }

  @Test
  void equalPointsLieTogether() {
    double[][] plane = PrincipalPlane.project(new double[][] {{1, 2, 3}, {1, 2, 3}});
    assertThat(plane).isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
  }

  private static double spread(double[][] plane, int dimension) {
    return Arrays.stream(plane).mapToDouble(point -> point[dimension] * point[dimension]).sum();
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
