package flamingo.ui;

import static flamingo.ui.ExportedRows.number;
import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.chart.XYChart;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The program as it is started, from a folder of images to a CSV file; nothing is a double. */
class JourneyTest {
  private static final String HEADER =
      "run_id,timestamp,experiment,workload,variant,plan,median_ms,p90_ms,p99_ms,samples,forks,"
          + "throughput_per_s,baseline,speedup,speedup_ci_low,speedup_ci_high,relative_l2_error,"
          + "token_agreement,accuracy,accuracy_ci_low,accuracy_ci_high,accuracy_task,"
          + "peak_memory_bytes,weight_bytes,cache_hit_rate,acceptance_rate,mean_depth,kernel,isa,"
          + "threads,model,model_sha256,dataset,images,seed,app_version,java_version,os,cpu";

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final ChosenFiles files = program.files;
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @TempDir Path folder;

  @Test
  void fromAnImageFolderToACsvFile() throws Exception {
    openSampleImages();
    robot.clickOn("#optimization-tokens");
    CheckBox scrolledOutOfSight = robot.lookup("#optimization-precision").query();
    robot.interact(scrolledOutOfSight::fire);
    until(() -> shown.isEnabled("#start"));
    robot.clickOn("#start");
    until(() -> shown.rounds() >= 3);
    robot.clickOn("#optimization-cache");
    until(() -> shown.text("#status-cache").contains("%"));
    robot.clickOn("#stop");
    until(() -> shown.isEnabled("#start"));

    assertThat(shown.series()).allSatisfy(JourneyTest::hasTimes);
    Path csv = export();
    assertThat(Files.readAllLines(csv).get(0)).isEqualTo(HEADER);
    List<CSVRecord> rows = ExportedRows.of(csv);
    assertThat(rows)
        .extracting(row -> row.get("plan"))
        .containsExactly(
            "", "tokens=32,precision=bf16", "", "cache=kv/64,tokens=32,precision=bf16");
    assertThat(rows).allSatisfy(JourneyTest::isMeasured);
    isCompared(rows.get(1), rows.get(0));
    isCompared(rows.get(3), rows.get(2));
  }

  private void openSampleImages() throws IOException {
    files.chooseFolder(Pictures.folder(folder, "other", 1));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals("2 images"));
    files.chooseFolder(Path.of("data", "sample-images"));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-count").equals("12 images"));
    until(() -> shown.thumbnails() == 12);
    assertThat(shown.text("#dataset-name")).isEqualTo("sample-images");
  }

  private Path export() {
    Path csv = folder.resolve("results.csv");
    files.chooseCsv(csv);
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> shown.text("#export-notice").contains("4 rows exported"));
    return csv;
  }

  private static void hasTimes(XYChart.Series<Number, Number> series) {
    assertThat(series.getData())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(point -> assertThat(point.getYValue().doubleValue()).isPositive());
  }

  private static void isMeasured(CSVRecord row) {
    assertThat(number(row, "median_ms")).isPositive();
    assertThat(number(row, "p90_ms")).isGreaterThanOrEqualTo(number(row, "median_ms"));
    assertThat(number(row, "samples")).isGreaterThanOrEqualTo(2);
    assertThat(number(row, "peak_memory_bytes")).isGreaterThan(1e6);
    assertThat(number(row, "threads")).isPositive();
    assertThat(row.get("dataset")).isEqualTo("sample-images");
    assertThat(row.get("kernel")).isNotBlank();
  }

  private static void isCompared(CSVRecord row, CSVRecord baseline) {
    assertThat(row.get("baseline")).isEqualTo(baseline.get("variant"));
    assertThat(row.get("run_id")).isEqualTo(baseline.get("run_id"));
    assertThat(number(row, "speedup"))
        .isPositive()
        .isBetween(number(row, "speedup_ci_low"), number(row, "speedup_ci_high"));
    assertThat(number(row, "relative_l2_error")).isBetween(1e-6, 2.0);
    assertThat(number(row, "token_agreement")).isBetween(0.0, 1.0);
    assertThat(baseline.get("speedup")).isEmpty();
  }
}
