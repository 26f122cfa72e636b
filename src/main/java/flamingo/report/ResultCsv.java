package flamingo.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows as CSV by RFC 4180: header, a line a row, numbers with a point, nothing for no value. */
public final class ResultCsv {
  private static final RecordComponent[] COLUMNS = ResultRow.class.getRecordComponents();

  private ResultCsv() {}

  /** Names of the columns, in order. */
  public static List<String> header() {
    return Arrays.stream(COLUMNS).map(column -> snakeCase(column.getName())).toList();
  }

  /**
   * Writes a file, whole or not at all: what was there before stays where it fails. A device or a
   * pipe is written to as it is.
   *
   * @throws ReportException if the folder cannot be written to, is gone, or the disk is full
   */
  public static void write(Path target, List<ResultRow> rows) throws ReportException {
    StringBuilder text = new StringBuilder();
    try {
      write(text, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(target, text.toString());
  }

  static void write(Appendable out, List<ResultRow> rows) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(header());
    for (ResultRow row : rows) {
      printer.printRecord(fields(row).values());
    }
    printer.flush();
  }

  /** One row as a line of a file. */
  static String line(ResultRow row) {
    return CSVFormat.RFC4180.format(fields(row).values().toArray())
        + CSVFormat.RFC4180.getRecordSeparator();
  }

  /** The values of a row by the names of their columns, in order; null where there is none. */
  public static Map<String, Object> fields(ResultRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent column : COLUMNS) {
      fields.put(snakeCase(column.getName()), value(row, column));
    }
    return fields;
  }

  private static Object value(ResultRow row, RecordComponent column) {
    try {
      return column.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record hides " + column.getName() + ".", e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
