package flamingo.dataset.content;

/**
 * A figure of a picture, in the words of Mini Flamingo's vocabulary.
 *
 * @param row 0 top to 2 bottom
 * @param column 0 left to 2 right
 */
public record Figure(String size, String colour, String shape, int row, int column) {
  private static final String[] ROWS = {"top", "", "bottom"};
  private static final String[] COLUMNS = {"left", "", "right"};

  /** The cell in words: "top left", "left", "center"... */
  public String cell() {
    String words = (ROWS[row] + " " + COLUMNS[column]).strip();
    return words.isEmpty() ? "center" : words;
  }
}
