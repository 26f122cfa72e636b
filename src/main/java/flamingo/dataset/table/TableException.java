package flamingo.dataset.table;

/** A row, or a whole table, that cannot be used; the message says why and what to do. */
public final class TableException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 80;

  TableException(String what, String remedy) {
    super(what + "; " + remedy + ".");
  }

  TableException(int line, String what, String remedy) {
    this("line " + line + " " + what, remedy);
  }

  /** Text from outside, short and without control characters. */
  static String quote(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
