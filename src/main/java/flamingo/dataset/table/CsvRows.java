package flamingo.dataset.table;

import static flamingo.dataset.table.TableException.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Comma-separated values with a header. A row that breaks the rules costs its first line only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows implements Rows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();
  private static final String HEADER_REMEDY =
      "begin it with a line like file,caption or file,question,answer";

  private final Lines lines;
  private final int width;
  private final Map<Column, Integer> places;

  private CsvRows(Lines lines, int width, Map<Column, Integer> places) {
    this.lines = lines;
    this.width = width;
    this.places = places;
  }

  /**
   * @throws TableException if the first row does not name the columns
   */
  static CsvRows of(Lines lines) throws TableException {
    if (!lines.skipBlank()) {
      throw new TableException("the file is empty", HEADER_REMEDY);
    }
    List<String> names = new ArrayList<>();
    for (String name : fields(lines)) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      column.names().stream()
          .filter(names::contains)
          .findFirst()
          .ifPresent(name -> places.put(column, names.indexOf(name)));
    }
    requireColumns(names, places);
    return new CsvRows(lines, names.size(), places);
  }

  private static void requireColumns(List<String> names, Map<Column, Integer> places)
      throws TableException {
    boolean asks = places.containsKey(Column.QUESTION) && places.containsKey(Column.ANSWER);
    if (!places.containsKey(Column.FILE) || !places.containsKey(Column.CAPTION) && !asks) {
      throw new TableException(
          "its header is " + quote(String.join(",", names)) + ", without the columns needed",
          HEADER_REMEDY);
    }
    for (int place : places.values()) {
      if (names.lastIndexOf(names.get(place)) != place) {
        throw new TableException(
            "its header has the column " + quote(names.get(place)) + " twice",
            "rename one of them");
      }
    }
  }

  @Override
  public Row next() throws TableException {
    if (!lines.skipBlank()) {
      return null;
    }
    int line = lines.number();
    List<String> values = fields(lines);
    if (values.size() != width) {
      throw new TableException(
          line,
          "has %d fields where the header has %d".formatted(values.size(), width),
          "put a text that holds commas into quotation marks");
    }
    Map<Column, String> filled = new EnumMap<>(Column.class);
    places.forEach(
        (column, place) -> {
          if (!values.get(place).isBlank()) {
            filled.put(column, values.get(place).strip());
          }
        });
    return new Row(line, filled);
  }

  private static List<String> fields(Lines lines) throws TableException {
    Lines.Mark mark = lines.mark();
    int line = lines.number();
    String row = lines.quoted();
    if (row == null) {
      lines.resumeAfter(mark);
      throw new TableException(line, "opens a quotation mark that is not closed", "close it");
    }
    try (CSVParser parser = CSVParser.parse(row, FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() == 1) {
        return records.get(0).toList();
      }
    } catch (IOException | UncheckedIOException | IllegalStateException misquoted) {
      // the same as two rows in one
    }
    lines.resumeAfter(mark);
    throw new TableException(
        line,
        "has a quotation mark in the middle of a text",
        "put the whole text into quotation marks and double those inside it");
  }
}
