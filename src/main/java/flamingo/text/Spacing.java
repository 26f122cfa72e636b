package flamingo.text;

/**
 * Spaces before punctuation and English contractions, which tokenizers of words left and which the
 * reference removes from every decoded text ({@code clean_up_tokenization}, transformers).
 */
public final class Spacing {
  private static final String[] SPACED = {
    " .", " ?", " !", " ,", " ' ", " n't", " 'm", " 's", " 've", " 're"
  };
  private static final String BEFORE_MORE = "nvr";

  private Spacing() {}

  public static String cleanUp(String text) {
    String clean = text;
    for (String spaced : SPACED) {
      clean = clean.replace(spaced, spaced.strip());
    }
    return clean;
  }

  /**
   * How much of a text stays as it is cleaned up whatever follows: up to the last character that is
   * not the beginning of anything that loses its space.
   */
  static int settled(String text) {
    int end = text.length();
    while (end > 0 && isOpen(text, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean isOpen(String text, int last) {
    char c = text.charAt(last);
    if (c == ' ' || c == '\'') {
      return true;
    }
    boolean begins = last > 0 && " '".indexOf(text.charAt(last - 1)) >= 0;
    return begins && BEFORE_MORE.indexOf(c) >= 0;
  }
}
