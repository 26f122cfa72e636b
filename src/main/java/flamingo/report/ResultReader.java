package flamingo.report;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a results file, which anyone may have edited. */
public final class ResultReader {
  private static final long MOST_BYTES = 64_000_000;
  private static final RecordComponent[] COLUMNS = ResultRow.class.getRecordComponents();

  private ResultReader() {}

  /**
   * All rows of a file; a last line that was not finished is left out.
   *
   * @throws ReportException if it is no results file, too large, or cannot be read
   */
  public static List<ResultRow> read(Path file) throws ReportException {
    return rows(file, complete(text(file)));
  }

  /** The part of a file's text whose lines were finished. */
  static String complete(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  static String text(Path file) throws ReportException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ReportException(
            "%s has more than %d MB, which no results file of this program has; choose another."
                .formatted(file, MOST_BYTES / 1_000_000),
            null);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ReportException(
          "%s cannot be read as text: %s. Choose another file.".formatted(file, e.getMessage()), e);
    }
  }

  static List<ResultRow> rows(Path file, String text) throws ReportException {
    List<ResultRow> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
      for (CSVRecord line : parser) {
        if (line.getRecordNumber() == 1) {
          requireHeader(file, line);
        } else {
          rows.add(row(file, line));
        }
      }
    } catch (IOException | IllegalStateException e) {
      throw new ReportException(file + " is no CSV file. Choose another.", e);
    }
    return rows;
  }

  private static void requireHeader(Path file, CSVRecord line) throws ReportException {
    if (!line.toList().equals(ResultCsv.header())) {
      throw new ReportException(
          file + " has not the columns of a results file of this program. Choose another.", null);
    }
  }

  private static ResultRow row(Path file, CSVRecord line) throws ReportException {
    try {
      Object[] values = new Object[COLUMNS.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(line.get(i), COLUMNS[i].getType());
      }
      return constructor().newInstance(values);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ReportException(
          "Line %d of %s is no row of results; correct or delete it."
              .formatted(line.getRecordNumber(), file),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A result row cannot be made.", e);
    }
  }

  private static Constructor<ResultRow> constructor() throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(COLUMNS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return ResultRow.class.getDeclaredConstructor(types);
  }

  /** An empty cell is no value, but empty text where the dense baseline's plan stands. */
  private static Object value(String cell, Class<?> type) {
    if (type == String.class) {
      return cell;
    }
    if (cell.isEmpty()) {
      return null;
    }
    if (type == Double.class) {
      return Double.valueOf(cell);
    }
    return type == Long.class ? Long.valueOf(cell) : (Object) Integer.valueOf(cell);
  }
}
