package flamingo.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Spinner;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TypedNumberTest {
  private Spinner<Integer> spinner;
  private Button elsewhere;
  private Stage stage;

  /** In a window of its own: the first one keeps its size for the tests after this. */
  @Start
  void start(Stage first) {
    spinner = new Spinner<>(1, 1000, 200);
    elsewhere = new Button("Elsewhere");
    TypedNumber.in(spinner);
    stage = new Stage();
    stage.setScene(new Scene(new VBox(spinner, elsewhere)));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(stage::close);
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "99999, 1000", "0, 1", "abc, 200", "1e99, 200", "'', 200"})
  void whatIsTypedCountsWhenTheKeyboardLeaves(String typed, int counts, FxRobot robot) {
    robot.clickOn(spinner.getEditor());
    robot.interact(() -> spinner.getEditor().setText(typed));
    robot.clickOn(elsewhere);
    assertThat(spinner.getValue()).isEqualTo(counts);
    assertThat(spinner.getEditor().getText()).isEqualTo(String.valueOf(counts));
  }

  @Test
  void arrowsStillCount(FxRobot robot) {
    robot.interact(() -> spinner.increment(2));
    assertThat(spinner.getValue()).isEqualTo(202);
  }
}
