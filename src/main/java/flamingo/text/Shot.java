package flamingo.text;

/**
 * An example in a few-shot prompt: what was asked of an image and what the answer was.
 *
 * @param question null where the answer is a caption
 */
public record Shot(String question, String answer) {
  public static Shot caption(String text) {
    return new Shot(null, text);
  }
}
