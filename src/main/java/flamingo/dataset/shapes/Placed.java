package flamingo.dataset.shapes;

/**
 * A figure where and as it is drawn.
 *
 * @param colour red, green, blue, 0 to 255
 * @param x centre, 0 left to 64 right
 * @param y centre, 0 top to 64 bottom
 * @param radius in 64ths of the image's side
 */
record Placed(Outline outline, double[] colour, double x, double y, double radius) {
  /** In 64ths of the image's side, negative inside. */
  double distance(double atX, double atY) {
    return outline.distance(atX - x, atY - y, radius);
  }
}
