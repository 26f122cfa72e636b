package flamingo.train.image;

/** A shape as its signed distance: negative inside, in the units of its coordinates. */
enum Outline {
  CIRCLE {
    @Override
    double distance(double x, double y, double r) {
      return Math.hypot(x, y) - r;
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
    private static final double TENTH = Math.PI / 5;

    @Override
    double distance(double x, double y, double r) {
      double angle = Math.abs(Math.IEEEremainder(Math.atan2(x, -y), 2 * TENTH)); // from a tip
      double radius = Math.hypot(x, y);
      double px = radius * Math.cos(angle);
      double py = radius * Math.sin(angle);
      double tip = TIP * r;
      double notchX = NOTCH * r * Math.cos(TENTH);
      double notchY = NOTCH * r * Math.sin(TENTH);
      double edgeX = notchX - tip;
      double length = Math.hypot(edgeX, notchY);
      return (edgeX * py - notchY * (px - tip)) / -length;
    }
  },
  CROSS {
    @Override
    double distance(double x, double y, double r) {
      double ax = Math.abs(x);
      double ay = Math.abs(y);
      return Math.min(
          Math.max(ax - r, ay - 0.33 * r), Math.max(ax - 0.33 * r, ay - r));
    }
  },
  RING {
    @Override
    double distance(double x, double y, double r) {
      return Math.abs(Math.hypot(x, y) - 0.76 * r) - 0.24 * r;
    }
  };

  /**
   * @param x to the right of the centre
   * @param y below the centre
   * @param r radius of the shape
   */
  abstract double distance(double x, double y, double r);
}
