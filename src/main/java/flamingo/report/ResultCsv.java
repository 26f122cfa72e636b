package flamingo.report;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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
    try {
      if (isDevice(target)) {
        fill(target, rows);
      } else {
        replace(target, rows);
      }
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(target, e), e);
    }
  }

  private static boolean isDevice(Path target) throws IOException {
    return Files.exists(target)
        && Files.readAttributes(target, BasicFileAttributes.class).isOther();
  }

  private static void replace(Path target, List<ResultRow> rows) throws IOException {
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      fill(beside, rows);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(beside, e);
      throw e;
    }
  }

  private static void fill(Path file, List<ResultRow> rows) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(writer, rows);
    }
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

  private static void discard(Path beside, IOException failure) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
