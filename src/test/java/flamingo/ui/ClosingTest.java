package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.common.Remembered;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The window is closed in the middle of a run. */
class ClosingTest {
  @RegisterExtension final RunningProgram program = new RunningProgram();
  private final Shown shown = program.shown;

  @Test
  void whatWasMeasuredIsThereTheNextTime() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    program.robot.clickOn("#optimization-tokens").clickOn("#start");
    until(() -> shown.rounds() >= 3);
    program.stop();

    List<CSVRecord> kept = ExportedRows.of(Remembered.home().resolve("results.csv"));
    assertThat(kept).extracting(row -> row.get("plan")).containsExactly("", "tokens=32");
    assertThat(ExportedRows.number(kept.get(1), "samples")).isGreaterThanOrEqualTo(6);
  }
}
