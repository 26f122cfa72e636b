package flamingo.ui.shell;

import static flamingo.ui.shell.WindowFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.benchmark.Rounds;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** At every size that the window promises to be usable at, no text is cut off. */
@ExtendWith(ApplicationExtension.class)
class LayoutTest {
  private static final List<KeyCode> TABS =
      List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5);

  @TempDir static Path folder;

  private WindowFixture fixture;
  private Stage stage;

  @Start
  void start(Stage shown) throws Exception {
    stage = shown;
    fixture = new WindowFixture(folder);
  }

  private static void untilImagesAreThere(FxRobot robot) {
    String all = Texts.text("dataset.count", 12, "12");
    until(() -> robot.lookup("#dataset-count").queryLabeled().getText().equals(all));
  }

  private void open(int width, int height, int fontPercent, FxRobot robot) {
    robot.interact(
        () -> {
          fixture.remember(width, height);
          fixture.rememberFont(fontPercent);
          fixture.show(stage);
        });
    untilImagesAreThere(robot);
  }

  @ParameterizedTest
  @CsvSource({"1024, 700, 100", "1280, 800, 100", "1280, 800, 150", "1280, 800, 200"})
  void nothingIsCutOff(int width, int height, int font, FxRobot robot) {
    open(width, height, font, robot);
    robot.interact(this::measure);
    until(() -> robot.lookup("#speedup").queryLabeled().getText().startsWith("2.67"));

    everythingIsWhole(robot);
    assertThat(robot.lookup(".tile .label").<Node>queryAll())
        .allSatisfy(label -> assertThat(isInside(label, label.getParent())).isTrue());
    if (font > 100) {
      return; // what is below is scrolled to
    }
    Bounds window = stage.getScene().getRoot().getLayoutBounds();
    assertThat(List.of("#status-bar", "#stages", "#plan-text", "#export"))
        .map(id -> robot.lookup(id).<Node>query())
        .allSatisfy(
            node ->
                assertThat(window.contains(node.localToScene(node.getLayoutBounds()))).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"1024, 700, 100", "1280, 800, 100", "1280, 800, 150", "1280, 800, 200"})
  void nothingIsCutOffInAnyTab(int width, int height, int font, FxRobot robot) {
    open(width, height, font, robot);
    for (KeyCode tab : TABS) {
      robot.push(KeyCode.CONTROL, tab);
      everythingIsWhole(robot);
    }
  }

  private static void everythingIsWhole(FxRobot robot) {
    Set<Labeled> labels =
        robot.lookup((Node node) -> node instanceof Labeled && isSeen(node)).queryAll();
    assertThat(labels)
        .filteredOn(labeled -> !labeled.getStyleClass().contains("thumbnail-caption"))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            labeled -> assertThat(stripped(drawn(labeled))).isEqualTo(stripped(labeled.getText())));
  }

  @ParameterizedTest
  @CsvSource("1024, 700")
  void noShortcutIsCutOff(int width, int height, FxRobot robot) {
    open(width, height, 100, robot);
    robot.interact(() -> HelpDialogs.guide(stage));
    until(() -> robot.lookup("#guide").tryQuery().isPresent());
    assertThat(robot.lookup("#guide .label").queryAllAs(Labeled.class))
        .hasSizeGreaterThan(15)
        .allSatisfy(labeled -> assertThat(drawn(labeled)).isEqualTo(labeled.getText()));
    robot.push(KeyCode.ESCAPE);
  }

  @ParameterizedTest
  @CsvSource("1280, 800")
  void everyControlHasAName(int width, int height, FxRobot robot) {
    robot.interact(() -> fixture.show(stage));
    untilImagesAreThere(robot);

    for (KeyCode tab : TABS) {
      robot.push(KeyCode.CONTROL, tab);
      Set<Control> controls =
          robot
              .lookup((Node node) -> node instanceof Control && node.isFocusTraversable())
              .queryAll();
      assertThat(controls.stream().filter(LayoutTest::isSeen).collect(Collectors.toSet()))
          .as("tab " + tab)
          .hasSizeGreaterThan(15)
          .allSatisfy(control -> assertThat(name(control)).as(control.toString()).isNotBlank());
    }
  }

  private void measure() {
    var listener = fixture.startAndListen();
    for (int round = 1; round <= 20; round++) {
      listener.measured(Rounds.round(round, 1234.5, 462.5, Rounds.selection("cache")));
    }
    fixture.window().model().benchmark().flush();
  }

  private static boolean isInside(Node label, Node tile) {
    return tile.getLayoutBounds().contains(label.getBoundsInParent());
  }

  private static boolean isSeen(Node node) {
    for (Node above = node; above != null; above = above.getParent()) {
      if (!above.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** The text as it is on the screen, with an ellipsis where it was cut. */
  private static String drawn(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(node -> node instanceof Text && node.getStyleClass().contains("text"))
        .map(text -> ((Text) text).getText())
        .findFirst()
        .orElse(labeled.getText());
  }

  /** Without the empty line that keeps room for a second one. */
  private static String stripped(String text) {
    return text == null ? "" : text.stripTrailing();
  }

  private static String name(Control control) {
    String own = control instanceof Labeled labeled ? labeled.getText() : null;
    return own == null || own.isBlank()
        ? Objects.requireNonNullElse(control.getAccessibleText(), "")
        : own;
  }
}
