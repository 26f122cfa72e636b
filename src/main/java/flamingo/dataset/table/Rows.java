package flamingo.dataset.table;

import java.nio.file.Path;

/** The rows of a table, one after the other. */
public interface Rows {
  /**
   * @return the next row, or null at the end
   * @throws TableException if it cannot be read; the one after it can be asked for
   */
  Row next() throws TableException;

  /**
   * Opens a file whose name ends in {@code .csv} or {@code .jsonl}.
   *
   * @throws TableException if none of its rows can be read
   */
  static Rows open(Path file) throws TableException {
    Lines lines = Lines.of(TextFile.read(file));
    return file.getFileName().toString().endsWith(".csv") ? CsvRows.of(lines) : new JsonRows(lines);
  }
}
