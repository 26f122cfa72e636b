package flamingo.report.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of text.
 *
 * @param rows a cell a column
 */
public record ResultTable(List<String> columns, List<List<String>> rows) {
  public ResultTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** In GitHub's dialect; numbers stand on the right. */
  List<String> markdown() {
    List<String> rules =
        IntStream.range(0, columns.size())
            .mapToObj(column -> isNumeric(column) ? "---:" : "---")
            .toList();
    return Stream.concat(Stream.of(columns, rules), rows.stream()).map(ResultTable::line).toList();
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.isEmpty() || cell.matches("[-+0-9].*"));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
