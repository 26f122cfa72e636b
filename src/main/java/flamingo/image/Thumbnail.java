package flamingo.image;

/**
 * A small picture for the screen.
 *
 * @param argb height x width colours 0xAARRGGBB, not premultiplied
 */
public record Thumbnail(int width, int height, int[] argb) {}
