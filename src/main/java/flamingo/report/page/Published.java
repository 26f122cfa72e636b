package flamingo.report.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A table that the study published, of its laptop GPU.
 *
 * @param experiment of ours that stands beside it
 * @param columns as the study calls them
 * @param comparable what may be compared and what not
 * @param different what the study did otherwise, and what it means for the figures; empty for
 *     nothing
 */
record Published(
    String experiment,
    List<String> columns,
    List<List<String>> rows,
    String comparable,
    String different) {
  private static final String FACTS = "/flamingo/report/study.json";

  /** All of them, from the program's own resources. */
  static List<Published> all() {
    try (InputStream facts = Published.class.getResourceAsStream(FACTS)) {
      return List.of(new ObjectMapper().readValue(facts, Published[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ResultTable table() {
    return new ResultTable(columns, rows);
  }
}
