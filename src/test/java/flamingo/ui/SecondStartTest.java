package flamingo.ui;

import static flamingo.ui.Shown.until;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.ui.common.Remembered;
import flamingo.ui.shell.SingleInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The program is started again, as a process of its own, while its window is open. */
class SecondStartTest {
  private static final int SECONDS = 60;

  @RegisterExtension final RunningProgram program = new RunningProgram();
  private final FxRobot robot = program.robot;
  private final Shown shown = program.shown;
  private SingleInstance first;

  @TempDir Path parent;

  @BeforeEach
  void theWindowHoldsTheLock() {
    first = SingleInstance.in(Remembered.home());
    assertThat(first.isFirst()).isTrue();
  }

  @AfterEach
  void stop() {
    first.close();
  }

  @Test
  void theOpenWindowComesForwardWithTheFolder() throws Exception {
    until(() -> shown.isEnabled("#start") && shown.thumbnails() >= 6);
    Stage stage = FxToolkit.toolkitContext().getRegisteredStage();
    robot.interact(() -> stage.setIconified(true));

    assertThat(startAgain("--open", Pictures.folder(parent, "second", 3).toString())).isZero();
    until(() -> shown.text("#dataset-name").equals("second"));
    assertThat(stage.isIconified()).isFalse();
    assertThat(stage.isFocused()).isTrue();

    robot.interact(() -> stage.setIconified(true));
    assertThat(startAgain()).isZero();
    until(() -> !stage.isIconified());
    assertThat(shown.text("#dataset-name")).isEqualTo("second");
  }

  /** Waits until it ends, which a start without a window does soon. */
  private static int startAgain(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dflamingo.home=" + Remembered.home().toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "flamingo.Launcher"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the second start ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }
}
