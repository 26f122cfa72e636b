package flamingo.ui.results;

import flamingo.controller.UserFacingError;
import flamingo.report.ReportException;
import flamingo.report.ResultCsv;
import flamingo.report.ResultRow;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Everything measured since the window opened, and its export. */
public final class ResultsViewModel {
  private final Executor ui;
  private final Executor background;
  private final ErrorReporter errors;
  private final ObservableList<ResultRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  /**
   * @param background where files are written
   */
  public ResultsViewModel(Executor ui, Executor background, ErrorReporter errors) {
    this.ui = ui;
    this.background = background;
    this.errors = errors;
  }

  /** Takes a row from any thread. */
  public void add(ResultRow row) {
    ui.execute(() -> rows.add(row));
  }

  public ObservableList<ResultRow> rows() {
    return rows;
  }

  /** How the last export went; empty before the first. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Writes all rows as CSV. Whatever happens, they stay. */
  public void export(Path target) {
    List<ResultRow> snapshot = List.copyOf(rows);
    background.execute(() -> write(target, snapshot));
  }

  private void write(Path target, List<ResultRow> snapshot) {
    try {
      ResultCsv.write(target, snapshot);
      String rowsWritten = Numbers.count(snapshot.size());
      ui.execute(
          () -> notice.set(Texts.text("results.exported", snapshot.size(), rowsWritten, target)));
    } catch (ReportException e) {
      errors.report(
          new UserFacingError(
              "EXPORT_FAILED", e.getMessage(), Texts.text("results.export.remedy"), e.toString()));
    }
  }
}
