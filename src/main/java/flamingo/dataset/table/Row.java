package flamingo.dataset.table;

import static flamingo.dataset.table.TableException.quote;

import java.util.Map;

/**
 * One row.
 *
 * @param line its first line in the file, from 1
 * @param fields those that are filled, without blanks around them
 */
public record Row(int line, Map<Column, String> fields) {
  private static final String REMEDY =
      "name the image by its path below the folder, for instance birds/owl.png";

  /**
   * @return the field, or null where it is empty
   */
  public String get(Column column) {
    return fields.get(column);
  }

  /**
   * The image's path below the folder, with {@code /}.
   *
   * @throws TableException if there is none, or it leads out of the folder
   */
  public String image() throws TableException {
    String name = get(Column.FILE);
    if (name == null) {
      throw new TableException(line, "names no file", REMEDY);
    }
    String path = name.replace('\\', '/');
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      throw new TableException(line, "names the absolute path " + quote(name), REMEDY);
    }
    StringBuilder below = new StringBuilder();
    for (String step : path.split("/")) {
      if (step.equals("..")) {
        throw new TableException(line, "leads out of the folder with " + quote(name), REMEDY);
      }
      if (!step.isEmpty() && !step.equals(".")) {
        below.append(below.isEmpty() ? "" : "/").append(step);
      }
    }
    return below.toString();
  }

  /**
   * @return whether there are a question and its answer
   * @throws TableException if there is one without the other
   */
  public boolean asks() throws TableException {
    String question = get(Column.QUESTION);
    String answer = get(Column.ANSWER);
    if (question == null && answer == null) {
      return false;
    }
    if (question == null) {
      throw new TableException(line, "has an answer without a question", "fill in both");
    }
    if (answer == null) {
      throw new TableException(line, "has a question without an answer", "fill in both");
    }
    return true;
  }

  /** For a row whose image is not there. */
  public TableException missing() {
    return new TableException(
        line,
        "names " + quote(get(Column.FILE)) + ", which is not among the folder's images",
        "correct the name or remove the row");
  }
}
