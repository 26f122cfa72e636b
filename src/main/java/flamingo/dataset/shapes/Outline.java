package flamingo.dataset.shapes;

import java.util.Locale;

/**
 * A shape as its signed distance: negative inside, in the units of its coordinates. Only operations
 * that IEEE 754 rounds exactly are used, so that every machine draws the same.
 */
enum Outline {
  CIRCLE {
    @Override
    double distance(double x, double y, double r) {
      return Math.sqrt(x * x + y * y) - r;
    }
  },
  SQUARE {
    @Override
    double distance(double x, double y, double r) {
      return Math.max(Math.abs(x), Math.abs(y)) - 0.86 * r;
    }
  },
  TRIANGLE {
    @Override
    double distance(double x, double y, double r) {
      return Math.max(y - 0.8 * r, 0.88 * Math.abs(x) - 0.475 * (y + r));
    }
  },
  STAR {
    private static final double TIP = 1.12;
    private static final double NOTCH = 0.46;
    private static final double COS_36 = 0.8090169943749475;
    private static final double SIN_36 = 0.5877852522924731;
    private static final double COS_108 = -0.30901699437494734;
    private static final double SIN_108 = 0.9510565162951536;

    @Override
    double distance(double x, double y, double r) {
      // mirrored into the wedge of one tip, first at 108 degrees from the upright, then at 36
      double across = Math.abs(x);
      double up = -y;
      double beyond = Math.max(0, across * COS_108 - up * SIN_108);
      across -= 2 * beyond * COS_108;
      up += 2 * beyond * SIN_108;
      beyond = Math.max(0, across * COS_36 - up * SIN_36);
      across = Math.abs(across - 2 * beyond * COS_36);
      up += 2 * beyond * SIN_36;
      double notchX = NOTCH * r * SIN_36;
      double fall = TIP * r - NOTCH * r * COS_36;
      double length = Math.sqrt(fall * fall + notchX * notchX);
      return (fall * across + notchX * (up - TIP * r)) / length;
    }
  },
  CROSS {
    @Override
    double distance(double x, double y, double r) {
      double ax = Math.abs(x);
      double ay = Math.abs(y);
      return Math.min(Math.max(ax - r, ay - 0.33 * r), Math.max(ax - 0.33 * r, ay - r));
    }
  },
  RING {
    @Override
    double distance(double x, double y, double r) {
      return Math.abs(Math.sqrt(x * x + y * y) - 0.76 * r) - 0.24 * r;
    }
  };

  static Outline named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * @param x to the right of the centre
   * @param y below the centre
   * @param r radius of the shape
   */
  abstract double distance(double x, double y, double r);
}
