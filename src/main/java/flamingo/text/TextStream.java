package flamingo.text;

import java.util.Arrays;

/**
 * Text of tokens as they come: a piece is given out as soon as nothing that follows can change it,
 * so no piece ends within a character. All pieces together are {@link Tokenizer#decode}'s text.
 */
public final class TextStream {
  private final Tokenizer tokenizer;
  private int[] ids = new int[0];
  private int given;

  public TextStream(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The text that one more token settles, often empty. */
  public String next(int id) {
    ids = Arrays.copyOf(ids, ids.length + 1);
    ids[ids.length - 1] = id;
    return rest(tokenizer.settled(ids));
  }

  /** What was held back; nothing follows. */
  public String end() {
    return rest(tokenizer.decode(ids));
  }

  private String rest(String text) {
    String piece = text.substring(given);
    given = text.length();
    return piece;
  }
}
