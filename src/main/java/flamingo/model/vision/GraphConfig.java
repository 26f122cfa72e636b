package flamingo.model.vision;

/**
 * Sizes of a {@link GraphTower}.
 *
 * @param imageSize side of the square image, in pixels
 * @param patches tokens that the graph makes of an image
 * @param width of the tokens, D
 * @param parameters numbers that the graph has learned
 */
public record GraphConfig(int imageSize, int patches, int width, long parameters)
    implements VisionConfig {}
