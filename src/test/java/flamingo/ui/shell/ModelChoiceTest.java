package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flamingo.checkpoint.TinyModel;
import flamingo.controller.LoadedModel;
import flamingo.controller.ModelChoice;
import flamingo.model.ModelLimits;
import flamingo.text.TokenizerJson;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The model under study is chosen in the toolbar; files are looked into before they are loaded. */
@ExtendWith(ApplicationExtension.class)
class ModelChoiceTest {
  private static final LoadedModel TINY =
      new LoadedModel(
          "OpenFlamingo of its own sizes",
          true,
          "a",
          9_000,
          8,
          new ModelLimits(4, 1, true),
          WindowFixture.ENGINE);

  @TempDir static Path folder;
  private WindowFixture fixture;

  @Start
  void start(Stage stage) throws Exception {
    fixture = new WindowFixture(Files.createTempDirectory(folder, "window"));
    fixture.show(stage);
  }

  @BeforeEach
  void theFirstModelIsThere(FxRobot robot) {
    until(() -> !robot.lookup("#start").queryButton().isDisabled());
  }

  @Test
  void headersAreShownFirstThenTheModelReplacesTheSession(FxRobot robot) throws Exception {
    Path files = Files.createDirectory(folder.resolve("sound"));
    TinyModel.speaking(TokenizerJson.SIZE).write(files);
    TokenizerJson.valid(files.resolve("lm"));
    fixture.files.chooseModel(files);
    robot.clickOn("#optimization-tokens");
    robot.clickOn("#model-name").clickOn("#model-folder");
    until(() -> text(robot, "#inspection-title").startsWith("OpenFlamingo"));
    assertThat(robot.lookup("#inspection-parts .label").queryAll()).hasSize(4 * 7);
    assertThat(text(robot, "#inspection-machine")).contains("GB", "are free");
    assertThat(fixture.models.choice()).isNull();

    robot.clickOn("#inspection-load");
    assertThat(fixture.models.choice()).isEqualTo(ModelChoice.of(files));
    fixture.models.listener().loaded(0.5);
    until(() -> robot.lookup("#inspection-cancel").query().isVisible());
    assertThat(robot.lookup("#start").query().isDisabled()).isTrue();
    fixture.models.become(TINY);
    until(() -> robot.lookup("#inspection-dialog").tryQuery().isEmpty());
    assertThat(text(robot, "#model-name")).isEqualTo(TINY.name());
    assertThat(text(robot, "#misfit-tokens")).contains("this model has 4");
    assertThat(robot.lookup("#model-mark").query().isVisible()).isFalse();
    assertThat(robot.lookup("#start").query().isDisabled()).isFalse();
  }

  @Test
  void loadingIsCancelledFromTheStatusBarAndTheEarlierModelStays(FxRobot robot) {
    robot.clickOn("#model-name").clickOn("#model-study");
    assertThat(fixture.models.choice()).isEqualTo(ModelChoice.STUDY);
    until(() -> robot.lookup("#status-task").query().isVisible());
    robot.clickOn("#cancel-task");
    until(() -> !robot.lookup("#status-task").query().isVisible());
    assertThat(text(robot, "#model-name")).isEqualTo("Mini Flamingo");
    assertThat(robot.lookup("#start").query().isDisabled()).isFalse();
  }

  @Test
  void whatDoesNotFitIsListedTensorByTensor(FxRobot robot) throws Exception {
    Path files = Files.createDirectory(folder.resolve("swapped"));
    TinyModel.neox().writeLanguage(TinyModel.mpt().write(files).language());
    fixture.files.chooseModel(files);
    robot.clickOn("#model-name").clickOn("#model-folder");
    until(() -> robot.lookup("#inspection-mismatches").query().isVisible());
    ListView<?> mismatches = robot.lookup("#inspection-mismatch-list").query();
    assertThat(text(robot, "#inspection-mismatch-count"))
        .startsWith(mismatches.getItems().size() + " tensors");
    assertThat(text(robot, "#inspection-problems")).isNotEmpty();
    assertThat(robot.lookup("#inspection-load").query().isDisabled()).isTrue();
  }

  @Test
  void whatIsMissingIsNamedWithWhereItIsFound(FxRobot robot) throws Exception {
    fixture.files.chooseModel(Files.createDirectory(folder.resolve("nothing")));
    robot.clickOn("#model-name").clickOn("#model-folder");
    until(() -> text(robot, "#inspection-problems").contains("Hugging Face"));
    assertThat(robot.lookup("#inspection-parts").query().getParent().getParent().isVisible())
        .isFalse();
    assertThat(robot.lookup("#inspection-load").query().isDisabled()).isTrue();
  }

  @Test
  void aReleasedLayoutIsRecognised(FxRobot robot) {
    Path golden =
        Path.of(System.getProperty("flamingo.shared", "../shared"), "golden", "checkpoint-neox");
    assumeTrue(Files.isDirectory(golden), golden + " is not there.");
    fixture.files.chooseModel(golden);
    robot.clickOn("#model-name").clickOn("#model-folder");
    until(() -> text(robot, "#inspection-files").contains("checkpoint.pt"));
    assertThat(text(robot, "#inspection-problems")).contains("there is no tokenizer.json");
    assertThat(robot.lookup("#inspection-load").query().isDisabled()).isTrue();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }
}
