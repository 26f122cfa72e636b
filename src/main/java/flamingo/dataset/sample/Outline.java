package flamingo.dataset.sample;

/** Plane figures of radius 1 around the origin, by their signed distance: negative inside. */
enum Outline {
  CIRCLE {
    @Override
    double distance(double x, double y) {
      return Math.sqrt(x * x + y * y) - 1;
    }
  },
  SQUARE {
    @Override
    double distance(double x, double y) {
      return rounded(Math.abs(x) - SIDE, Math.abs(y) - SIDE);
    }
  },
  TRIANGLE {
    @Override
    double distance(double x, double y) {
      return Polygon.TRIANGLE.distance(x, y) - CORNER;
    }
  },
  STAR {
    @Override
    double distance(double x, double y) {
      return Polygon.STAR.distance(x, y) - CORNER;
    }
  };

  private static final double CORNER = 0.06;
  private static final double SIDE = 0.8;

  abstract double distance(double x, double y);

  /** Distance from a right-angled corner, rounded, where both are the distances from its edges. */
  private static double rounded(double dx, double dy) {
    double outX = Math.max(dx, 0);
    double outY = Math.max(dy, 0);
    return Math.min(Math.max(dx, dy), 0) + Math.sqrt(outX * outX + outY * outY) - CORNER;
  }
}
