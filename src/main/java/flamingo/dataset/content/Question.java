package flamingo.dataset.content;

/**
 * A question about a picture.
 *
 * @param kind for the accuracy of each
 */
public record Question(String kind, String text, String answer) {}
