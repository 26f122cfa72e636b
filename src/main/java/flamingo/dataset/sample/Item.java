package flamingo.dataset.sample;

/**
 * One figure of a scene.
 *
 * @param x centre, 0 left to 1 right
 * @param y centre, 0 top to 1 bottom
 * @param radius of the image's side
 */
record Item(Outline outline, Colour colour, double x, double y, double radius) {}
