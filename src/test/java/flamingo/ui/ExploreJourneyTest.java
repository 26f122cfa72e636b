package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.chart.ScatterChart;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Images are picked, put in order and asked about; nothing is a double. */
class ExploreJourneyTest {
  private static final String QUESTION = "what shape is the object ?";

  @RegisterExtension final RunningProgram program = new RunningProgram();
  @RegisterExtension final FxWatchdog watchdog = FxWatchdog.ofFirstUse();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;

  @Test
  void fromPickedImagesToAnAnswerAndWhatIsBehindIt() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(robot.lookup("#no-cards").query().isVisible()).isTrue();
    assertThat(shown.isEnabled("#ask")).isFalse();

    List<Node> thumbnails = List.copyOf(robot.lookup(".thumbnail-frame").queryAll());
    robot.clickOn(thumbnails.get(0)).clickOn(thumbnails.get(1)).clickOn(thumbnails.get(2));
    robot.clickOn("#add-selected");
    List<String> names = cards();
    assertThat(names).hasSize(3);

    robot.clickOn("#card-right-1");
    assertThat(cards()).containsExactly(names.get(1), names.get(0), names.get(2));
    robot.interact(() -> robot.lookup(".prompt-card").nth(2).query().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.LEFT);
    assertThat(cards()).containsExactly(names.get(1), names.get(2), names.get(0));
    robot.push(KeyCode.DELETE);
    assertThat(cards()).containsExactly(names.get(1), names.get(0));
    assertThat(shown.text("#shots-label")).isEqualTo("1 shot");

    robot.interact(() -> field("#card-text-1").setText("red"));
    robot.clickOn("#template").push(KeyCode.DOWN).push(KeyCode.ENTER);
    robot.clickOn("#question").write(QUESTION);
    robot.clickOn("#ask");
    until(() -> shown.isThere("#word-1"));

    assertThat(shown.text("#answer"))
        .isEqualTo(
            ExpectedAnswer.to(
                QUESTION,
                sample(names.get(0)),
                new ExpectedAnswer.Shot(sample(names.get(1)), "red")));
    assertThat(shown.text("#attention")).startsWith("“" + shown.text("#word-1") + "” looked at");
    assertThat(robot.lookup("#next-words .value-bar").queryAll()).hasSize(5);
    assertThat(robot.lookup("#gates .value-bar").queryAll()).hasSize(8);
    ScatterChart<Number, Number> tokens = robot.lookup("#token-chart").query();
    assertThat(tokens.getData()).hasSize(2).allSatisfy(of -> assertThat(of.getData()).hasSize(64));
    assertThat(shown.text("#exit-layers")).isEqualTo("image 1: 4   image 2: 4");
  }

  @Test
  void whatCannotBeAskedIsSaidAndNothingIsLost() {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    List<Node> thumbnails = List.copyOf(robot.lookup(".thumbnail-frame").queryAll());
    robot.clickOn(thumbnails.get(0)).clickOn(thumbnails.get(1)).clickOn("#add-selected");
    robot.interact(() -> field("#card-text-1").setText("a red circle ".repeat(200)));
    robot.clickOn("#ask");
    until(() -> shown.isThere("#error-sentence"));
    assertThat(shown.text("#error-sentence")).contains("this model reads 512 at most");
    robot.clickOn(robot.lookup("#error-dialog .button").queryButton());
    until(() -> !shown.isThere("#error-dialog"));
    assertThat(cards()).hasSize(2);

    robot.interact(() -> field("#card-text-1").setText("a zyzzyva"));
    robot.clickOn("#ask");
    until(() -> shown.isThere("#word-1"));
    assertThat(shown.text("#explore-notice")).contains("zyzzyva");
  }

  private List<String> cards() {
    return robot.lookup(".prompt-card").queryAll().stream()
        .map(card -> card.getAccessibleText().replaceAll("(?s).*prompt: (.*?)\\. Ctrl.*", "$1"))
        .toList();
  }

  private TextField field(String id) {
    return robot.lookup(id).query();
  }

  private static Path sample(String name) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("data", "sample-images"))) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
