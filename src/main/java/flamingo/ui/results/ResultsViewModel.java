package flamingo.ui.results;

import flamingo.controller.UserFacingError;
import flamingo.report.ReportException;
import flamingo.report.ResultHistory;
import flamingo.report.ResultRow;
import flamingo.report.WholeFile;
import flamingo.report.page.ResultFile;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.ParetoPoint;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** Everything measured on this computer, which of it is shown, and its export. */
public final class ResultsViewModel {
  private static final double PERCENT = 100;

  private final Executor ui;
  private final Executor background;
  private final ErrorReporter errors;
  private final ObservableList<ResultRow> rows = FXCollections.observableArrayList();
  private final ObservableList<ResultRow> seenRows = FXCollections.unmodifiableObservableList(rows);
  private final FilteredList<ResultRow> shown = new FilteredList<>(rows);
  private final CompletableFuture<ResultHistory> history = new CompletableFuture<>();
  private final StringProperty query = new SimpleStringProperty("");
  private final ObjectProperty<QualityMeasure> quality =
      new SimpleObjectProperty<>(QualityMeasure.RIGHT_ANSWERS);
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private Supplier<byte[]> picture;

  /**
   * Reads the rows of earlier sessions in the background.
   *
   * @param background where files are read and written
   * @param folder where the rows are kept
   */
  public ResultsViewModel(Executor ui, Executor background, ErrorReporter errors, Path folder) {
    this.ui = ui;
    this.background = background;
    this.errors = errors;
    query.addListener(changed -> filter());
    background.execute(
        () -> {
          ResultHistory opened = ResultHistory.open(folder);
          List<ResultRow> before = opened.rows();
          ui.execute(() -> begin(before, opened.notice()));
          history.complete(opened);
        });
  }

  /** Takes a row from any thread; it is on disk when this returns, once earlier ones are read. */
  public void add(ResultRow row) {
    history.thenAccept(kept -> keep(kept, row));
  }

  /** All rows, the oldest first. */
  public ObservableList<ResultRow> rows() {
    return seenRows;
  }

  /** Those that the search leaves. */
  ObservableList<ResultRow> shown() {
    return shown;
  }

  /** Words that a row must have, each anywhere. */
  StringProperty queryProperty() {
    return query;
  }

  /** What the chart shows beside speed. */
  ObjectProperty<QualityMeasure> qualityProperty() {
    return quality;
  }

  /** How the last export went, or what is wrong with earlier results; empty where nothing is. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** The rows that are shown and have both speed and quality. */
  List<ParetoPoint> points() {
    return shown.stream()
        .filter(row -> row.speedup() != null && quality.get().of(row) != null)
        .map(
            row ->
                new ParetoPoint(
                    row.variant() + ", " + row.workload(),
                    row.speedup(),
                    PERCENT * quality.get().of(row)))
        .toList();
  }

  /** What someone wrote beside a row. */
  String tag(ResultRow row) {
    return history.isDone() ? history.join().tag(row) : "";
  }

  void tag(ResultRow row, String text) {
    history.thenAcceptAsync(
        kept -> {
          try {
            kept.tag(row, text.strip());
          } catch (ReportException e) {
            report("TAG_NOT_KEPT", e);
          }
        },
        background);
  }

  /**
   * Writes the rows that are shown, as the ending of the name says: CSV, JSON or Markdown, or the
   * chart as PNG. Whatever happens, the rows stay.
   */
  public void export(Path target) {
    List<ResultRow> snapshot = List.copyOf(shown);
    byte[] drawn = isPicture(target) ? picture.get() : null;
    background.execute(() -> write(target, snapshot, drawn));
  }

  /** Takes what gives the bytes of the chart's PNG. */
  void picture(Supplier<byte[]> chart) {
    picture = chart;
  }

  private boolean isPicture(Path target) {
    return picture != null
        && target.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }

  private void begin(List<ResultRow> before, Optional<String> wrong) {
    rows.setAll(before);
    wrong.ifPresent(notice::set);
  }

  private void keep(ResultHistory kept, ResultRow row) {
    ui.execute(() -> rows.add(row));
    try {
      kept.append(row);
    } catch (ReportException e) {
      report("RESULT_NOT_KEPT", e);
    }
  }

  private void filter() {
    String[] words = query.get().toLowerCase(Locale.ROOT).strip().split("\\s+");
    shown.setPredicate(row -> Arrays.stream(words).allMatch(text(row)::contains));
  }

  private String text(ResultRow row) {
    return Stream.of(
            row.timestamp(),
            row.experiment(),
            row.workload(),
            row.variant(),
            row.dataset(),
            row.model(),
            tag(row))
        .filter(part -> part != null)
        .reduce("", (all, part) -> all + "\n" + part.toLowerCase(Locale.ROOT));
  }

  private void write(Path target, List<ResultRow> snapshot, byte[] drawn) {
    try {
      if (drawn == null) {
        ResultFile.write(target, snapshot);
      } else {
        WholeFile.write(target, drawn);
      }
      String rowsWritten = Numbers.count(snapshot.size());
      ui.execute(
          () -> notice.set(Texts.text("results.exported", snapshot.size(), rowsWritten, target)));
    } catch (ReportException e) {
      report("EXPORT_FAILED", e);
    }
  }

  private void report(String code, ReportException e) {
    errors.report(
        new UserFacingError(
            code, e.getMessage(), Texts.text("results.export.remedy"), e.toString()));
  }
}
