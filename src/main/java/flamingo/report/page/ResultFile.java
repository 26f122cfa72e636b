package flamingo.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import flamingo.report.ReportException;
import flamingo.report.ResultCsv;
import flamingo.report.ResultRow;
import flamingo.report.WholeFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as one file, in the format that its name asks for. */
public final class ResultFile {
  private ResultFile() {}

  /**
   * Writes JSON where the name ends so, Markdown where it ends in md, otherwise CSV; whole or not
   * at all.
   *
   * @throws ReportException if the folder cannot be written to, is gone, or the disk is full
   */
  public static void write(Path target, List<ResultRow> rows) throws ReportException {
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      WholeFile.write(target, json(rows));
    } else if (name.endsWith(".md")) {
      WholeFile.write(target, ReportPage.of(rows, Map.of()));
    } else {
      ResultCsv.write(target, rows);
    }
  }

  /** An array, an object a row. */
  static String json(List<ResultRow> rows) {
    ObjectMapper mapper = new ObjectMapper();
    return rows.stream()
        .map(row -> line(mapper, row))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String line(ObjectMapper mapper, ResultRow row) {
    try {
      return mapper.writeValueAsString(ResultCsv.fields(row));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
