package flamingo.dataset.sample;

/** A closed polygon; y points down. */
record Polygon(double[] xs, double[] ys) {
  static final Polygon TRIANGLE = spikes(3, 1.06, 0.53);
  static final Polygon STAR = spikes(5, 1.06, 0.46);

  /**
   * Tips and notches by turns, the first tip upwards. A notch of half the tip makes three spikes a
   * triangle.
   */
  private static Polygon spikes(int tips, double tip, double notch) {
    double[] xs = new double[2 * tips];
    double[] ys = new double[2 * tips];
    for (int i = 0; i < 2 * tips; i++) {
      double radius = i % 2 == 0 ? tip : notch;
      double angle = StrictMath.PI * i / tips;
      xs[i] = radius * StrictMath.sin(angle);
      ys[i] = -radius * StrictMath.cos(angle);
    }
    return new Polygon(xs, ys);
  }

  /** Distance to the nearest edge, negative inside (even-odd rule). */
  double distance(double x, double y) {
    double nearest = Double.MAX_VALUE;
    boolean inside = false;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      nearest = Math.min(nearest, squareToEdge(j, i, x, y));
      if (ys[i] > y != ys[j] > y && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
        inside = !inside;
      }
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
  }

  private double squareToEdge(int from, int to, double x, double y) {
    double edgeX = xs[to] - xs[from];
    double edgeY = ys[to] - ys[from];
    double px = x - xs[from];
    double py = y - ys[from];
    double along = (px * edgeX + py * edgeY) / (edgeX * edgeX + edgeY * edgeY);
    double t = Math.max(0, Math.min(1, along));
    double dx = px - t * edgeX;
    double dy = py - t * edgeY;
    return dx * dx + dy * dy;
  }
}
