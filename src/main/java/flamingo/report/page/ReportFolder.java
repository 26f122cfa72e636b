package flamingo.report.page;

import flamingo.report.ReportException;
import flamingo.report.ResultRow;
import flamingo.report.chart.Charts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A report as files: results.md, results.csv, results.json and a picture an experiment. */
public final class ReportFolder {
  /** The rows, which a run adds to and reads again. */
  public static final String CSV = "results.csv";

  private static final String PAGE = "results.md";
  private static final String JSON = "results.json";
  private static final String PICTURES = "results";

  private ReportFolder() {}

  /**
   * Makes the folder if it is not there.
   *
   * @throws ReportException if it cannot be made or written to
   */
  public static void prepare(Path folder) throws ReportException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "report", ".tmp"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Writes everything but the rows' own file.
   *
   * @throws ReportException if the folder cannot be written to
   */
  public static void write(Path folder, List<ResultRow> rows) throws ReportException {
    prepare(folder);
    try {
      Files.writeString(folder.resolve(JSON), ResultFile.json(rows));
      Map<String, String> charts = Charts.write(folder, PICTURES, rows);
      Files.writeString(folder.resolve(PAGE), ReportPage.of(rows, charts));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static ReportException unwritable(Path folder, IOException failure) {
    String reason =
        failure instanceof FileSystemException failed && failed.getReason() != null
            ? failed.getReason()
            : failure.getClass().getSimpleName().replace("Exception", "");
    return new ReportException(
        "The report cannot be written to %s (%s); choose a folder that you may write to."
            .formatted(folder, reason),
        failure);
  }
}
