package flamingo.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * A results file that grows row by row. A row is on disk before the next one is measured, so that
 * whatever ends a run leaves the rows so far, and a line that was cut off is dropped when the file
 * is opened again. A device or a pipe is written to and not read.
 */
public final class ResultJournal implements AutoCloseable {
  private final Path file;

  /** Null where rows are kept in memory only. */
  private final FileChannel channel;

  private final List<ResultRow> rows;
  private final boolean growing;

  private ResultJournal(Path file, FileChannel channel, List<ResultRow> rows, boolean growing) {
    this.file = file;
    this.channel = channel;
    this.rows = rows;
    this.growing = growing;
  }

  /**
   * Opens a file, or begins one.
   *
   * @throws ReportException if it is another kind of file, which is left as it is, or cannot be
   *     written to
   */
  public static ResultJournal open(Path file) throws ReportException {
    boolean device = isDevice(file);
    String text = device || !Files.exists(file) ? "" : ResultReader.text(file);
    String complete = ResultReader.complete(text);
    if (complete.isEmpty() && !text.isBlank() && !header().startsWith(text)) {
      throw new ReportException(
          file + " is no results file of this program. Choose another.", null);
    }
    List<ResultRow> rows = new ArrayList<>(ResultReader.rows(file, complete));
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      ResultJournal journal = new ResultJournal(file, channel, rows, !device);
      journal.begin(complete);
      return journal;
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(file, e), e);
    }
  }

  private void begin(String complete) throws IOException {
    if (growing) {
      channel.truncate(complete.getBytes(StandardCharsets.UTF_8).length);
      channel.position(channel.size());
    }
    if (complete.isEmpty()) {
      write(header());
    }
  }

  /** Rows that are kept in memory only. */
  public static ResultJournal inMemory() {
    return new ResultJournal(null, null, new ArrayList<>(), false);
  }

  /** All rows in order, those that were there included. */
  public List<ResultRow> rows() {
    return List.copyOf(rows);
  }

  /**
   * Writes a row.
   *
   * @throws ReportException if the disk is full or the file is gone; the rows before it stay whole
   */
  public void append(ResultRow row) throws ReportException {
    try {
      if (channel != null) {
        write(ResultCsv.line(row));
      }
    } catch (IOException e) {
      throw new ReportException(
          Unwritable.sentence(file, e) + " The %d rows so far are kept.".formatted(rows.size()), e);
    }
    rows.add(row);
  }

  private void write(String text) throws IOException {
    long before = growing ? channel.position() : 0;
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (growing) {
        channel.force(false);
      }
    } catch (IOException e) {
      takeBack(before, e);
      throw e;
    }
  }

  private void takeBack(long before, IOException failure) {
    try {
      if (growing) {
        channel.truncate(before);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static String header() {
    return CSVFormat.RFC4180.format(ResultCsv.header().toArray())
        + CSVFormat.RFC4180.getRecordSeparator();
  }

  private static boolean isDevice(Path file) throws ReportException {
    try {
      return Files.exists(file) && Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(file, e), e);
    }
  }

  @Override
  public void close() throws ReportException {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(file, e), e);
    }
  }
}
