package flamingo.ui;

import static flamingo.ui.ExportedRows.number;
import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Give me the numbers: an experiment is run, cancelled, exported and gone on with. */
class ExperimentsJourneyTest {
  private static final int LONG_SECONDS = 180;
  private static final int ROWS = 2;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @TempDir Path folder;

  @Test
  void cancelKeepsTheRowsForExportAndForTheNextRun() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
    tick("Reduced visual tokens, as the study sets it");
    robot.clickOn("#experiments-run");
    Patience.until(LONG_SECONDS, () -> rows() >= ROWS && measured().equals("study-tokens"));
    assertThat(shown.isEnabled("#start")).isFalse();
    robot.clickOn("#experiments-cancel");
    Patience.until(LONG_SECONDS, () -> shown.isEnabled("#experiments-run"));
    assertThat(shown.text("#experiments-step")).startsWith("Cancelled; the rows so far are kept");
    assertThat(rows()).isGreaterThanOrEqualTo(ROWS);
    assertThat(robot.lookup("#experiments-published").<TableView<?>>query().getItems())
        .isNotEmpty();

    List<CSVRecord> exported = export("first.csv");
    List<CSVRecord> tokens = of("study-tokens", exported);
    assertThat(tokens).hasSize(rows());
    assertThat(tokens).allSatisfy(ExperimentsJourneyTest::isMeasured);

    robot.clickOn("#experiments-run");
    Patience.until(
        LONG_SECONDS, () -> rows() >= tokens.size() && measured().equals("study-tokens"));
    robot.clickOn("#experiments-cancel");
    Patience.until(LONG_SECONDS, () -> shown.isEnabled("#experiments-run"));
    List<CSVRecord> later = export("second.csv");
    assertThat(of("study-tokens", later))
        .extracting(CSVRecord::toMap)
        .as("rows that were kept are not measured again")
        .containsAll(tokens.stream().map(CSVRecord::toMap).toList())
        .doesNotHaveDuplicates()
        .extracting(row -> row.get("workload") + row.get("variant"))
        .doesNotHaveDuplicates();
  }

  private void tick(String experiment) {
    ListView<?> list = robot.lookup("#experiments-list").query();
    int place = list.getItems().stream().map(Object::toString).toList().indexOf(experiment);
    robot.interact(() -> list.getSelectionModel().select(place));
    robot.interact(list::requestFocus);
    robot.push(KeyCode.SPACE);
  }

  /** The experiment whose table is shown. */
  private String measured() {
    return String.valueOf(shown.chosen("#experiments-shown"));
  }

  private int rows() {
    return robot.lookup("#experiments-table").<TableView<?>>query().getItems().size();
  }

  private List<CSVRecord> export(String name) throws Exception {
    program.files.chooseCsv(folder.resolve(name));
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> shown.text("#export-notice").contains(name));
    return ExportedRows.of(folder.resolve(name));
  }

  private static List<CSVRecord> of(String experiment, List<CSVRecord> rows) {
    return rows.stream().filter(row -> row.get("experiment").equals(experiment)).toList();
  }

  private static void isMeasured(CSVRecord row) {
    assertThat(row.get("variant")).startsWith("tokens=");
    assertThat(row.get("workload")).isEqualTo("resampler-512");
    assertThat(number(row, "median_ms")).isPositive();
    assertThat(number(row, "speedup"))
        .isBetween(number(row, "speedup_ci_low"), number(row, "speedup_ci_high"));
  }
}
