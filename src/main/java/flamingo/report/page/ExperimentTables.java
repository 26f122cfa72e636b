package flamingo.report.page;

import flamingo.report.ResultRow;
import java.util.List;

/** The tables that a report has of an experiment. */
public final class ExperimentTables {
  private ExperimentTables() {}

  /**
   * What the study published.
   *
   * @param comparable what may be compared with ours, and what not
   */
  public record PublishedTable(ResultTable table, String comparable) {}

  /**
   * Our rows, with the study's columns first where it has the experiment.
   *
   * @param rows of this experiment
   */
  public static ResultTable measured(String experiment, List<ResultRow> rows) {
    return Layout.named(experiment).table(rows);
  }

  /** What the study published of the same; empty where it has nothing. */
  public static List<PublishedTable> published(String experiment) {
    return Published.all().stream()
        .filter(each -> each.experiment().equals(experiment))
        .map(each -> new PublishedTable(each.table(), each.comparable()))
        .toList();
  }
}
