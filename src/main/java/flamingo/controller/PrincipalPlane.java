package flamingo.controller;

import java.util.Arrays;
import java.util.Random;

/**
 * The two directions in which points differ most, found by power iteration on their covariance.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Principal_component_analysis">Principal component
 *     analysis</a>
 */
final class PrincipalPlane {
  private static final int DIMENSIONS = 2;
  private static final int STEPS = 100;

  private PrincipalPlane() {}

  /**
   * @param points one at least, [n][D]; they are left as they were
   * @return their coordinates in the plane, about their mean, [n][2]
   */
  static double[][] project(double[][] points) {
    double[][] rest = centred(points);
    double[][] plane = new double[points.length][DIMENSIONS];
    for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
      double[] direction = direction(rest);
      for (int i = 0; i < rest.length; i++) {
        double along = dot(rest[i], direction);
        plane[i][dimension] = along;
        add(rest[i], direction, -along);
      }
    }
    return plane;
  }

  private static double[][] centred(double[][] points) {
    double[] mean = new double[points[0].length];
    Arrays.stream(points).forEach(point -> add(mean, point, 1.0 / points.length));
    double[][] centred = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      centred[i] = points[i].clone();
      add(centred[i], mean, -1);
    }
    return centred;
  }

  private static double[] direction(double[][] points) {
    double[] direction = new Random(1).doubles(points[0].length, -1, 1).toArray();
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[direction.length];
      for (double[] point : points) {
        add(next, point, dot(point, direction));
      }
      double length = Math.sqrt(dot(next, next));
      if (length == 0) {
        return next;
      }
      Arrays.setAll(direction = next, i -> next[i] / length);
    }
    return direction;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] from, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
