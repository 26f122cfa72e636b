package flamingo.model;

/**
 * What the resampler did with an image.
 *
 * @param layers that ran for it
 * @param gaze where its visual tokens look, as {@link PerceiverResampler#gaze} has it for these
 *     layers, [R][N]
 */
public record ResampledImage(int layers, double[][] gaze) {}
