package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.optimization.Description;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Why? Words tell where they looked, optimizations what they are. */
class WhyJourneyTest {
  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void aHoveredWordShowsWhereItLooked() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.clickOn(robot.lookup(".thumbnail-frame").nth(1).<Node>query()).clickOn("#add-selected");
    robot.clickOn("#ask");
    until(() -> shown.isThere("#word-4"));

    Node map = robot.lookup("#heat-map").query();
    List<String> told = new ArrayList<>();
    for (int word = 1; word <= 4; word++) {
      robot.moveTo("#word-" + word);
      String text = shown.text("#word-" + word);
      assertThat(shown.text("#attention")).startsWith("“" + text + "” looked at image 1, most at");
      assertThat(map.getAccessibleText()).isEqualTo(shown.text("#attention"));
      assertThat(shown.text("#next-title")).contains("“" + text + "”");
      told.add(shown.text("#attention").replaceAll("^“.*”", ""));
    }
    assertThat(new HashSet<>(told)).as("places that words looked at").hasSizeGreaterThan(1);
  }

  @Test
  void everyOptimizationHasAPage() throws Exception {
    until(() -> shown.isEnabled("#start"));
    for (Optimization optimization : Optimizations.all()) {
      Description description = optimization.description();
      CheckBox box = robot.lookup("#optimization-" + description.id()).query();
      robot.interact(box::requestFocus);
      robot.push(KeyCode.F1);
      until(() -> shown.isThere("#explanation"));
      assertThat(robot.lookup("#explanation .label").queryAllAs(Label.class))
          .extracting(Label::getText)
          .contains(description.name(), description.explanation());
      assertThat(robot.lookup("#diagram").<Node>query().getBoundsInLocal().getWidth())
          .isGreaterThan(100);
      assertThat(robot.lookup("#explanation .hyperlink").<Hyperlink>query().getText())
          .isEqualTo(description.paper());
      String code = shown.text("#explanation-code").replaceAll("^.* ", "");
      assertThat(Class.forName(code)).isEqualTo(optimization.getClass());
      robot.push(KeyCode.ESCAPE);
      until(() -> !shown.isThere("#explanation"));
    }
  }
}
