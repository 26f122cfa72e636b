package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.report.ResultRow;
import flamingo.ui.results.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Experiments are ticked and run with the keyboard; their tables fill row by row. */
@ExtendWith(ApplicationExtension.class)
class ExperimentsPaneTest {
  @TempDir Path folder;
  private WindowFixture fixture;

  @Start
  void start(Stage stage) throws Exception {
    fixture = new WindowFixture(folder);
    fixture.show(stage);
  }

  @Test
  void tablesFillRowByRowAndCancelKeepsThem(FxRobot robot) {
    until(() -> !robot.lookup("#start").query().isDisabled());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
    robot.clickOn("#experiments-list").push(KeyCode.HOME).push(KeyCode.SPACE);
    robot.clickOn("#experiments-run");
    until(() -> fixture.experiments.request() != null);
    assertThat(fixture.experiments.request().ids()).containsExactly("tokens");

    fixture.experiments.listener().row(row("tokens", "tokens=32", 1.5), Set.of());
    fixture.experiments.listener().row(row("tokens", "tokens=16", 2), Set.of());
    until(() -> table(robot).getItems().size() == 2);
    assertThat(table(robot).getColumns().get(0).getText()).isEqualTo("variant");
    assertThat(table(robot).getItems().get(1)).startsWith("tokens=16");
    assertThat(robot.lookup("#start").query().isDisabled()).isTrue();

    fixture.experiments.listener().row(row("depth", "depth=2", 1.2), Set.of());
    until(() -> table(robot).getItems().size() == 1);
    ComboBox<String> shown = robot.lookup("#experiments-shown").query();
    assertThat(shown.getItems()).containsExactly("tokens", "depth");
    assertThat(shown.getValue()).isEqualTo("depth");
    robot.interact(() -> shown.setValue("tokens"));
    fixture.experiments.listener().row(row("depth", "depth=3", 1.1), Set.of());
    until(() -> fixture.window().model().results().rows().size() == 4);
    assertThat(shown.getValue()).isEqualTo("tokens");
    assertThat(table(robot).getItems()).hasSize(2);

    robot.clickOn("#experiments-cancel");
    assertThat(fixture.experiments.cancelled().getAsBoolean()).isTrue();
    fixture.experiments.outcome().completeExceptionally(new CancellationException());
    until(() -> !robot.lookup("#start").query().isDisabled());
    assertThat(table(robot).getItems()).hasSize(2);
  }

  private static ResultRow row(String experiment, String plan, double speedup) {
    return Rows.measured(experiment, "caption-1", plan, plan, speedup, 0.1, 0.9);
  }

  private static TableView<List<String>> table(FxRobot robot) {
    return robot.lookup("#experiments-table").query();
  }
}
