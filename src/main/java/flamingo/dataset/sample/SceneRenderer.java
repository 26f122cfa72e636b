package flamingo.dataset.sample;

/**
 * Draws a scene with smooth edges, soft shadows and light from above, by arithmetic that gives the
 * same bytes on every machine.
 */
final class SceneRenderer {
  /** Width and height in pixels. */
  static final int SIDE = 256;

  /** Light fades by this much of full brightness from the top edge to the bottom. */
  private static final double FADING = 14;

  private static final double SHADOW_STRENGTH = 0.3;
  private static final double SHADOW_SOFTNESS = 0.3;
  private static final double SHADOW_DROP = 0.12;
  private static final double SHADING = 0.12;
  private static final int CHANNELS = 3;

  private SceneRenderer() {}

  /**
   * @return SIDE x SIDE x 3 unsigned bytes: red, green, blue
   */
  static byte[] render(Scene scene) {
    byte[] pixels = new byte[SIDE * SIDE * CHANNELS];
    double[] colour = new double[CHANNELS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        shade(scene, (column + 0.5) / SIDE, (row + 0.5) / SIDE, colour);
        for (int c = 0; c < CHANNELS; c++) {
          double level = Math.max(0, Math.min(255, colour[c]));
          pixels[(row * SIDE + column) * CHANNELS + c] = (byte) (int) (level + 0.5);
        }
      }
    }
    return pixels;
  }

  private static void shade(Scene scene, double x, double y, double[] colour) {
    for (int c = 0; c < CHANNELS; c++) {
      colour[c] = scene.background().channel(c) + FADING * (0.5 - y);
    }
    for (Item item : scene.items()) {
      double across = (x - item.x()) / item.radius();
      double down = (y - item.y()) / item.radius();
      double shadow = shadow(item.outline().distance(across, down - SHADOW_DROP));
      double cover = cover(item.outline().distance(across, down) * item.radius() * SIDE);
      double light = 1 - SHADING * Math.max(-1, Math.min(1, down));
      for (int c = 0; c < CHANNELS; c++) {
        double under = colour[c] * (1 - SHADOW_STRENGTH * shadow);
        colour[c] = under + cover * (item.colour().channel(c) * light - under);
      }
    }
  }

  /** How much of a pixel lies inside an edge that is so many pixels away. */
  private static double cover(double pixels) {
    return Math.max(0, Math.min(1, 0.5 - pixels));
  }

  /** 1 inside, falling smoothly to 0 within the softness. */
  private static double shadow(double distance) {
    double t = Math.max(0, Math.min(1, 0.5 - distance / (2 * SHADOW_SOFTNESS)));
    return t * t * (3 - 2 * t);
  }
}
