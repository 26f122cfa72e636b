package flamingo.model;

/**
 * Ids of the tokens that are not words.
 *
 * @param endOfChunk ends the text of an image
 * @param image stands where an image is
 * @param padding fills short sequences
 */
public record SpecialTokens(int endOfChunk, int image, int padding) {}
