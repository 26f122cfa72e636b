package flamingo.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.UserFacingError;
import flamingo.ui.SeenErrors;
import flamingo.ui.common.ParetoPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsViewModelTest {
  private final SeenErrors errors = new SeenErrors();

  @TempDir Path folder;
  private ResultsViewModel model;

  @BeforeEach
  void open() {
    model = new ResultsViewModel(Runnable::run, Runnable::run, errors, folder.resolve("home"));
  }

  @Test
  void allRowsAreExported() {
    model.add(Rows.row("", 40));
    model.add(Rows.row("tokens=32", 20));
    Path target = folder.resolve("results.csv");

    model.export(target);

    assertThat(target).content().hasLineCount(3).contains("tokens=32");
    assertThat(model.noticeProperty().get()).startsWith("2 rows exported to");
    assertThat(errors.errors()).isEmpty();
  }

  @Test
  void aFolderThatIsGoneCostsNothingButTheExport() {
    model.add(Rows.row("", 40));

    model.export(folder.resolve("gone").resolve("results.csv"));

    assertThat(model.rows()).hasSize(1);
    UserFacingError error = errors.errors().get(0);
    assertThat(error.sentence()).contains("results.csv", "does not exist");
    assertThat(error.remedy()).contains("another folder");
    assertThat(model.noticeProperty().get()).isEmpty();
  }

  @Test
  void anEarlierFileStaysWhereTheNextExportFails() throws Exception {
    Path target = Files.createDirectory(folder.resolve("results.csv"));
    Files.writeString(target.resolve("inside"), "kept");
    model.add(Rows.row("", 40));

    model.export(target);

    assertThat(target.resolve("inside")).hasContent("kept");
    assertThat(errors.errors()).hasSize(1);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theNextSessionHasTheRowsAndTagsOfThisOne() {
    model.add(Rows.row("", 40));
    model.add(Rows.row("tokens=32", 20));
    model.tag(model.rows().get(1), " to ship ");

    open();
    assertThat(model.rows()).hasSize(2);
    assertThat(model.rows().get(1).plan()).isEqualTo("tokens=32");
    assertThat(model.rows().get(1).medianMs()).isEqualTo(20);
    assertThat(model.tag(model.rows().get(1))).isEqualTo("to ship");
    assertThat(model.tag(model.rows().get(0))).isEmpty();
    model.add(Rows.row("tokens=16", 10));
    open();
    assertThat(model.rows()).hasSize(3);
  }

  @Test
  void rowsThatCannotBeUnderstoodArePutAside() throws Exception {
    model.add(Rows.row("", 40));
    Path kept = folder.resolve("home").resolve("results.csv");
    Files.writeString(kept, Files.readString(kept) + "neither,this,nor,that\n");

    open();
    assertThat(model.rows()).isEmpty();
    assertThat(model.noticeProperty().get()).contains("results-unreadable-", "Line 3");
    model.add(Rows.row("tokens=32", 20));
    open();
    assertThat(model.rows()).hasSize(1);
    assertThat(folder.resolve("home")).isDirectoryContaining("glob:**results-unreadable-*.csv");
  }

  @Test
  void whereNothingCanBeKeptRowsAreShownAllTheSame() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    model = new ResultsViewModel(Runnable::run, Runnable::run, errors, folder.resolve("file/home"));
    assertThat(model.noticeProperty().get()).contains("cannot be kept");
    model.add(Rows.row("", 40));
    assertThat(model.rows()).hasSize(1);
    model.tag(model.rows().get(0), "mine");
    assertThat(model.tag(model.rows().get(0))).isEqualTo("mine");
  }

  @Test
  void everyWordOfTheSearchMustBeThere() {
    model.add(Rows.row("", 40));
    model.add(Rows.measured("tokens", "caption-1", "tokens=32", "tokens=32", 2, 0.1, 0.9));
    model.add(Rows.measured("tokens", "vqa-16", "tokens=32", "tokens=32", 2, 0.1, 0.9));
    model.queryProperty().set("VQA tokens=32");
    assertThat(model.shown()).extracting("workload").containsExactly("vqa-16");
    model.queryProperty().set("");
    model.tag(model.rows().get(0), "Monday");
    model.queryProperty().set("monday");
    assertThat(model.shown()).containsExactly(model.rows().get(0));

    Path target = folder.resolve("shown.md");
    model.export(target);
    assertThat(target).content().startsWith("# Results").doesNotContain("tokens=32");
  }

  @Test
  void theEndingOfTheNameChoosesTheFormat() {
    model.add(Rows.measured("tokens", "vqa-16", "tokens=32", "tokens=32", 2, 0.1, 0.9));
    Path target = folder.resolve("shown.JSON");
    model.export(target);
    assertThat(target).content().contains("\"variant\":\"tokens=32\"").startsWith("[");
  }

  @Test
  void rowsWithSpeedAndQualityBecomePoints() {
    model.add(Rows.row("", 40));
    model.add(Rows.row("tokens=32", 20));
    model.add(Rows.measured("tokens", "vqa-16", "tokens=16", "tokens=16", 3, 0.1, 0.9));
    assertThat(model.points()).containsExactly(new ParetoPoint("tokens=16, vqa-16", 3, 90));
    model.qualityProperty().set(QualityMeasure.AGREEMENT);
    assertThat(model.points()).extracting(ParetoPoint::speedup).containsExactly(2.0);
  }
}
