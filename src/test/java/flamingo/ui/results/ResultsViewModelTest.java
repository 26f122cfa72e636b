package flamingo.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.UserFacingError;
import flamingo.ui.SeenErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsViewModelTest {
  private final SeenErrors errors = new SeenErrors();
  private final ResultsViewModel model = new ResultsViewModel(Runnable::run, Runnable::run, errors);

  @TempDir Path folder;

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
}
