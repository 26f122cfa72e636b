package flamingo.report;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The rows of all runs on this computer and what people wrote beside them, in {@code results.csv}
 * and {@code result-tags.properties} of the program's folder. A file that cannot be understood is
 * put aside, never written over; a folder that cannot be written to costs the memory, not the rows.
 */
public final class ResultHistory {
  private static final String ROWS = "results.csv";
  private static final String TAGS = "result-tags.properties";

  private final Path tagFile;
  private final ResultJournal journal;
  private final Properties tags;
  private final String notice;

  private ResultHistory(Path tagFile, ResultJournal journal, Properties tags, String notice) {
    this.tagFile = tagFile;
    this.journal = journal;
    this.tags = tags;
    this.notice = notice;
  }

  /** Reads what is there. */
  public static ResultHistory open(Path folder) {
    Path rows = folder.resolve(ROWS);
    Path tagFile = folder.resolve(TAGS);
    try {
      Files.createDirectories(folder);
      return new ResultHistory(tagFile, ResultJournal.open(rows), tags(tagFile), null);
    } catch (ReportException | IOException e) {
      return without(rows, tagFile, e);
    }
  }

  private static ResultHistory without(Path rows, Path tagFile, Exception reason) {
    try {
      Path aside = rows.resolveSibling("results-unreadable-" + System.currentTimeMillis() + ".csv");
      Files.move(rows, aside);
      String notice =
          "Earlier results could not be read and are kept in %s: %s"
              .formatted(aside, reason.getMessage());
      return new ResultHistory(tagFile, ResultJournal.open(rows), new Properties(), notice);
    } catch (ReportException | IOException e) {
      String notice =
          "Results cannot be kept in %s (%s); export them before you close the window."
              .formatted(rows.getParent(), reason.getMessage());
      return new ResultHistory(null, ResultJournal.inMemory(), new Properties(), notice);
    }
  }

  /** What went wrong when it was opened; empty where all is well. */
  public Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  /** All rows, the oldest first. */
  public List<ResultRow> rows() {
    return journal.rows();
  }

  /**
   * Keeps a row.
   *
   * @throws ReportException if the disk is full or the file is gone; the rows before it stay
   */
  public synchronized void append(ResultRow row) throws ReportException {
    journal.append(row);
  }

  /** What someone wrote beside a row; empty where no one did. */
  public String tag(ResultRow row) {
    return tags.getProperty(key(row), "");
  }

  /**
   * Writes beside a row; empty text takes it away.
   *
   * @throws ReportException if it cannot be kept; it is there until the window closes
   */
  public synchronized void tag(ResultRow row, String text) throws ReportException {
    if (text.isEmpty()) {
      tags.remove(key(row));
    } else {
      tags.setProperty(key(row), text);
    }
    if (tagFile == null) {
      return;
    }
    try {
      Path beside = tagFile.resolveSibling(TAGS + ".part");
      try (Writer writer = Files.newBufferedWriter(beside)) {
        tags.store(writer, "Flamingo Explorer");
      }
      Files.move(beside, tagFile, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(tagFile, e), e);
    }
  }

  private static String key(ResultRow row) {
    return String.join(" ", row.runId(), row.experiment(), row.workload(), row.variant());
  }

  private static Properties tags(Path file) throws IOException {
    Properties tags = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        tags.load(reader);
      } catch (IllegalArgumentException e) {
        Files.move(
            file, file.resolveSibling(TAGS + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return tags;
  }
}
