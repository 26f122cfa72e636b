package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
  @TempDir Path home;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void theSecondHandsItsFolderToTheFirst() throws Exception {
    BlockingQueue<Optional<Path>> taken = new LinkedBlockingQueue<>();
    try (SingleInstance first = SingleInstance.in(home);
        SingleInstance second = SingleInstance.in(home)) {
      assertThat(first.isFirst()).isTrue();
      assertThat(second.isFirst()).isFalse();
      SingleInstance.listen(home, scheduler, taken::add);
      second.handOver(home.resolve("images"));
      assertThat(taken.poll(10, TimeUnit.SECONDS)).contains(home.resolve("images"));
      second.handOver(null);
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void filesThatADeadProcessLeftAreNoObstacle() throws Exception {
    Files.writeString(home.resolve("window.lock"), "");
    Files.writeString(home.resolve("open-request.txt"), "/old");
    try (SingleInstance first = SingleInstance.in(home)) {
      assertThat(first.isFirst()).isTrue();
      assertThat(home.resolve("open-request.txt")).doesNotExist();
    }
    try (SingleInstance next = SingleInstance.in(home)) {
      assertThat(next.isFirst()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToOpensTheWindowAllTheSame() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "no folder");
    try (SingleInstance instance = SingleInstance.in(file.resolve("below"))) {
      assertThat(instance.isFirst()).isTrue();
    }
  }
}
