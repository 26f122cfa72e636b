package flamingo.dataset.table;

/** A text line by line, in which one can go back. */
final class Lines {
  /** Characters of one row, lest a missing quotation mark takes the rest of the file. */
  static final int LONGEST_ROW = 1 << 18;

  private final String text;
  private int at;
  private int number;

  private Lines(String text) {
    this.text = text;
  }

  static Lines of(String text) {
    return new Lines(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  /**
   * @return whether there is another line that is not blank; those before it are skipped
   */
  boolean skipBlank() {
    while (at < text.length()) {
      int end = end();
      if (!text.substring(at, Math.min(end, at + LONGEST_ROW)).isBlank()) {
        return true;
      }
      move(end);
    }
    return false;
  }

  /** Number of the next line, from 1. */
  int number() {
    return number + 1;
  }

  /**
   * @return the next line, without its end
   * @throws TableException if it is too long; it is skipped
   */
  String next() throws TableException {
    int line = number();
    int from = at;
    int end = end();
    move(end);
    if (end - from > LONGEST_ROW) {
      throw new TableException(line, "is longer than " + LONGEST_ROW + " characters", "shorten it");
    }
    return text.substring(from, end);
  }

  /** Lines up to the first after which no quotation mark is open; null if there is none. */
  String quoted() {
    int from = at;
    int lines = number;
    boolean open = false;
    for (int i = at; i <= text.length() && i - from <= LONGEST_ROW; i++) {
      char c = i < text.length() ? text.charAt(i) : '\n';
      if (c == '"') {
        open = !open;
      } else if (c == '\n' && (!open || i == text.length())) {
        return open ? null : row(from, i, lines);
      } else if (c == '\n') {
        lines++;
      }
    }
    return null;
  }

  private String row(int from, int end, int lines) {
    at = Math.min(end + 1, text.length());
    number = lines + 1;
    return text.substring(from, end);
  }

  /** Where the next line begins. */
  Mark mark() {
    return new Mark(at, number);
  }

  /** Goes back to the line after the marked one. */
  void resumeAfter(Mark mark) {
    at = mark.at;
    number = mark.number;
    move(end());
  }

  /** A place to come back to. */
  record Mark(int at, int number) {}

  private int end() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void move(int end) {
    at = Math.min(end + 1, text.length());
    number++;
  }
}
