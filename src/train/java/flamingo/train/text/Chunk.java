package flamingo.train.text;

/**
 * An image with its text.
 *
 * @param image number of the picture among those of the batch
 * @param prompt what follows the image token
 * @param answer what is to be said; the end of the chunk follows
 * @param name of the task, for its accuracy
 */
public record Chunk(int image, String prompt, String answer, String name) {}
