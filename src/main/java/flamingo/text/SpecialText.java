package flamingo.text;

import java.util.List;
import java.util.Optional;

/** How the tokens that are not words are written in a prompt. */
public final class SpecialText {
  /** Stands where an image is. */
  public static final String IMAGE = "<image>";

  /** Ends the text of an image. */
  public static final String END_OF_CHUNK = "<|endofchunk|>";

  static final String PADDING = "<pad>";
  static final String UNKNOWN = "<unk>";

  private static final List<String> ALL =
      List.of(IMAGE, END_OF_CHUNK, PADDING, UNKNOWN, "<PAD>", "<|endoftext|>", "<|padding|>");

  private SpecialText() {}

  /** The first that stands in a text; empty where there is none. */
  public static Optional<String> in(String text) {
    return ALL.stream().filter(text::contains).findFirst();
  }

  /** What a person wrote, without anything that a tokenizer would take for a special token. */
  static String plain(String text) {
    String plain = text;
    String before;
    do { // removing one may join the halves of another
      before = plain;
      for (String special : ALL) {
        plain = plain.replace(special, "");
      }
    } while (!plain.equals(before));
    return plain.strip();
  }
}
