package flamingo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text, as wide as their widest cell; numbers stand on the right. */
final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    this.header = List.of(header);
  }

  Table row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "A row of %d cells in a table of %d columns.".formatted(cells.length, header.size()));
    }
    rows.add(List.copyOf(Arrays.asList(cells)));
    return this;
  }

  List<String> lines() {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    lines.add(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> pad(cells.get(column), widths[column], isNumeric(column)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private int width(int column) {
    return Math.max(
        header.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.isEmpty() || cell.matches("[-+0-9(].*"));
  }

  private static String pad(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    return right ? space + cell : cell + space;
  }
}
