package flamingo.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.report.ReportException;
import flamingo.report.ResultCsv;
import flamingo.report.ResultReader;
import flamingo.report.ResultRow;
import flamingo.ui.results.Rows;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  @TempDir Path folder;

  private static ResultRow row(String experiment, String variant, double speedup, double spread) {
    return Rows.measured(experiment, "encode-16", variant, variant, speedup, spread, 0.9);
  }

  private static final List<ResultRow> ROWS =
      List.of(
          row("tokens", "tokens=16", 1.5, 0.1),
          row("tokens", "tokens=32", 1.2, 0.1),
          row("depth", "depth=3", 1.1, 0.3),
          row("study-sparse", "sparse=64", 0.8, 0.1),
          row("my own | plan", "tokens=8", 2, 0.1),
          Rows.measured("shots", "words", "shots=0", "", 1, 0.1, 0.2),
          Rows.measured("shots", "words", "shots=8", "", 0.4, 0.1, 0.7),
          Rows.measured("growth", "resampler", "features=100", "", 1, 0.1, 0.9),
          Rows.measured("growth", "resampler", "features=200", "", 0.25, 0.1, 0.9),
          Rows.measured("growth", "resampler", "features=400", "", 0.0625, 0.1, 0.9));

  @Test
  void tablesHoldTheMeasuredNumbers() {
    List<String> lines = ReportPage.of(ROWS, Map.of()).lines().toList();
    List<String> cells = cells(lines, "| tokens=16 |");
    List<String> header = header(lines, "| tokens=16 |");
    assertThat(cells.get(header.indexOf("time (ms)"))).isEqualTo("66.7");
    assertThat(cells.get(header.indexOf("speed-up (95% interval)")))
        .isEqualTo("1.50 (1.40 to 1.60)");
    assertThat(cells.get(header.indexOf("right % (95% interval)")))
        .isEqualTo("90.0 (88.0 to 92.0)");
    assertThat(cells.get(header.indexOf("finding"))).isEqualTo("faster");
    assertThat(cells(lines, "| depth=3 |")).contains("no significant difference");
  }

  @Test
  void theSummaryNamesTheFastestSettingThatKeepsTheAnswers() {
    List<ResultRow> rows =
        List.of(
            Rows.measured("dense", "encode-16", "dense", "", 1, 0.1, 0.9),
            Rows.measured("tokens", "encode-16", "tokens=4", "tokens=4", 3, 0.1, 0.87),
            Rows.measured("tokens", "encode-16", "tokens=8", "tokens=8", 2, 0.1, 0.89),
            row("depth", "depth=3", 1.1, 0.3));
    String page = ReportPage.of(rows, Map.of());
    String summary = page.substring(page.indexOf("## Summary"));
    assertThat(cells(summary.lines().toList(), "| tokens |"))
        .contains("tokens=8", "encode-16", "2.00 (1.90 to 2.10)", "-1.0");
    assertThat(summary)
        .doesNotContain("tokens=4")
        .contains("1.10 (0.800 to 1.40), no significant difference", "| visual token caching |");
    assertThat(ReportPage.of(List.of(), Map.of())).doesNotContain("## Summary");
  }

  @Test
  void aTableStandsBesideWhatTheStudyPublished() {
    String page = ReportPage.of(ROWS, Map.of("shots", "results/shots.png"));
    assertThat(page)
        .contains("| 256 (all) | 15.23 | 533.9 | baseline |", "What the study did otherwise: Its")
        .contains("![shots](results/shots.png)")
        .doesNotContain("4.07x");
  }

  @Test
  void rowsOfExperimentsThatNobodyKnowsAreShownToo() {
    assertThat(ReportPage.of(ROWS, Map.of())).contains("## Further rows", "`my own | plan`");
  }

  @Test
  void onlyWhatAnIntervalSupportsIsClaimed() {
    List<String> sentences = Insights.of(ROWS);
    assertThat(sentences)
        .anyMatch(each -> each.startsWith("tokens: tokens=16 is faster than dense on encode-16"))
        .anyMatch(each -> each.startsWith("No setting of depth is significantly faster"))
        .anyMatch(each -> each.startsWith("No setting of study-sparse is significantly faster"))
        .noneMatch(each -> each.contains("depth=3 is faster"));
  }

  @Test
  void exponentsAreFittedToTheRows() {
    Exponents.Fitted fitted = Exponents.of(ROWS).get(0);
    assertThat(fitted.quantity()).isEqualTo("features");
    assertThat(fitted.law().exponent().value()).isBetween(1.999, 2.001);
    assertThat(ReportPage.of(ROWS, Map.of())).contains("features^2.00 (2.00 to 2.00)");
  }

  @Test
  void theFolderHasThePageRowsAndPictures() throws Exception {
    ReportFolder.write(folder, ROWS);
    ResultCsv.write(folder.resolve(ReportFolder.CSV), ROWS);
    assertThat(ResultReader.read(folder.resolve(ReportFolder.CSV)))
        .extracting(ResultRow::speedup)
        .containsExactlyElementsOf(ROWS.stream().map(ResultRow::speedup).toList());
    assertThat(folder.resolve("results.json")).content().contains("\"speedup\":1.5");
    for (String name : List.of("tokens", "shots", "growth", "my_own___plan")) {
      BufferedImage picture = ImageIO.read(folder.resolve("results/" + name + ".png").toFile());
      assertThat(picture.getWidth()).isEqualTo(900);
      assertThat(picture.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
    assertThat(folder.resolve("results.md")).content().contains("(results/tokens.png)");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsSaidInASentence() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> ReportFolder.write(file.resolve("report"), ROWS))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report")
        .hasMessageContaining("choose a folder");
  }

  private static List<String> cells(List<String> lines, String start) {
    String line = lines.stream().filter(each -> each.startsWith(start)).findFirst().orElseThrow();
    return split(line);
  }

  private static List<String> header(List<String> lines, String start) {
    int at = lines.indexOf(lines.stream().filter(l -> l.startsWith(start)).findFirst().get());
    while (!lines.get(at).startsWith("| ---")) {
      at--;
    }
    return split(lines.get(at - 1));
  }

  private static List<String> split(String line) {
    return Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
  }
}
