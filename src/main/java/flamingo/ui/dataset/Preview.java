package flamingo.ui.dataset;

import javafx.scene.image.Image;

/**
 * An image as a preview shows it.
 *
 * @param whole the image, made smaller where it is large
 * @param seen what the model is given; null while no model is loaded
 * @param width of the image itself, in pixels
 * @param height of the image itself, in pixels
 */
record Preview(Image whole, Image seen, int width, int height) {}
