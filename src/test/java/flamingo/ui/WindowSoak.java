package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.optimization.Optimizations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/**
 * Minutes of measuring, toggling, asking and switching data sets at random, after which the program
 * holds no more than before. The mouse is not used: TestFX keeps its events. Run by {@code ./mvnw
 * -Psoak test}; {@code -Dsoak.minutes} and {@code -Dsoak.seed} change it.
 */
class WindowSoak {
  private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 5));
  private static final long SEED = Long.getLong("soak.seed", 1);

  private static final List<String> TOGGLED =
      Optimizations.all().stream().map(each -> each.description().id()).toList();

  /** What is kept once grows at first: compiled code, kernels, thumbnails. */
  private static final int LOOKS_BEFORE = 6;

  private static final int LOOKS_AT_LEAST = 9;
  private static final int STEPS_BETWEEN_LOOKS = 30;
  private static final long MEGABYTE = 1 << 20;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;
  private final Random random = new Random(SEED);

  @TempDir Path parent;

  private List<Path> folders;

  @Test
  void nothingGrows(TestReporter reporter) throws Exception {
    folders =
        List.of(
            Pictures.folder(parent, "few", 3),
            Pictures.folder(parent, "many", 150),
            Path.of("data", "sample-images"));
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    long end = System.nanoTime() + LENGTH.toNanos();
    List<Footprint> looks = new ArrayList<>();
    int steps = 0;
    while (System.nanoTime() < end || looks.size() < LOOKS_BEFORE + LOOKS_AT_LEAST) {
      step();
      if (++steps % STEPS_BETWEEN_LOOKS == 0) {
        settle();
        looks.add(Footprint.now());
        reporter.publishEntry("after " + steps + " steps", looks.get(looks.size() - 1).toString());
      }
    }
    List<Footprint> counted = looks.subList(LOOKS_BEFORE, looks.size());
    assertThat(growth(counted, Footprint::heapBytes)).as("heap").isLessThan(8 * MEGABYTE);
    assertThat(growth(counted, Footprint::offHeapBytes)).as("off-heap").isLessThan(32 * MEGABYTE);
    assertThat(growth(counted, Footprint::threads)).as("threads").isLessThanOrEqualTo(1);
  }

  private void step() {
    switch (random.nextInt(9)) {
      case 0 -> open(folders.get(random.nextInt(folders.size())));
      case 1 -> robot.push(KeyCode.CONTROL, KeyCode.Z);
      case 2 ->
          robot.push(
              KeyCode.CONTROL, KeyCode.values()[KeyCode.DIGIT1.ordinal() + random.nextInt(5)]);
      case 3 -> press(shown.isEnabled("#start") ? "#start" : "#stop");
      case 4 -> choose("#chart-quantity");
      case 5 -> ask();
      default -> toggle();
    }
  }

  private void open(Path folder) {
    program.files.chooseFolder(folder);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> shown.text("#dataset-name").equals(folder.getFileName().toString()));
  }

  private void toggle() {
    CheckBox box =
        robot.lookup("#optimization-" + TOGGLED.get(random.nextInt(TOGGLED.size()))).query();
    robot.interact(
        () -> {
          if (!box.isDisabled()) {
            box.fire();
          }
        });
    if (shown.isEnabled("#stop")) {
      String before = shown.text("#speedup-interval");
      until(() -> !shown.text("#speedup-interval").equals(before));
    }
  }

  private void choose(String id) {
    ComboBox<?> list = robot.lookup(id).query();
    robot.interact(() -> list.getSelectionModel().select(random.nextInt(list.getItems().size())));
  }

  /** With a prompt of a few images; refused while the engine measures. */
  private void ask() {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    Node thumbnail = robot.lookup(".thumbnail-cell").query();
    robot.interact(thumbnail::requestFocus);
    robot.push(KeyCode.SPACE);
    press("#add-selected");
    if (shown.isEnabled("#ask")) {
      press("#ask");
      until(() -> shown.isEnabled("#ask"));
    }
    press("#clear-prompt");
  }

  private void press(String id) {
    robot.interact(() -> robot.lookup(id).<Button>query().fire());
  }

  /** The same state each time, so that what is held can be compared. */
  private void settle() throws IOException {
    assertThat(shown.isThere("#error-dialog")).as("errors").isFalse();
    if (shown.isEnabled("#stop")) {
      press("#stop");
    }
    until(() -> shown.isEnabled("#start"));
    open(folders.get(folders.size() - 1));
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.interact(() -> robot.lookup("#reset-optimizations").<Button>query().fire());
  }

  /** Between the median of the first third and that of the last. */
  private static long growth(List<Footprint> looks, ToLongFunction<Footprint> size) {
    int third = looks.size() / 3;
    return median(looks.subList(looks.size() - third, looks.size()), size)
        - median(looks.subList(0, third), size);
  }

  private static long median(List<Footprint> looks, ToLongFunction<Footprint> size) {
    return looks.stream().mapToLong(size).sorted().skip(looks.size() / 2).findFirst().orElseThrow();
  }
}
