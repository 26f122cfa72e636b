package flamingo.report;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
   * Writes a file, whole or not at all: what was there before stays where it fails.
   *
   * @throws ReportException if the folder cannot be written to, is gone, or the disk is full
   */
  public static void write(Path target, List<ResultRow> rows) throws ReportException {
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
        write(writer, rows);
      }
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(beside, e);
      throw new ReportException(sentence(target, e), e);
    }
  }

  static void write(Appendable out, List<ResultRow> rows) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(header());
    for (ResultRow row : rows) {
      for (RecordComponent column : COLUMNS) {
        printer.print(value(row, column));
      }
      printer.println();
    }
    printer.flush();
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

  private static String sentence(Path target, IOException e) {
    String why = "the file system says " + e.getMessage();
    if (e instanceof AccessDeniedException) {
      why = "its folder is read-only";
    } else if (e instanceof NoSuchFileException) {
      why = "its folder does not exist";
    } else if (e instanceof FileSystemException failed && failed.getReason() != null) {
      why = failed.getReason().toLowerCase(Locale.ROOT);
    }
    return "The results could not be written to " + target + ": " + why + ".";
  }
}
