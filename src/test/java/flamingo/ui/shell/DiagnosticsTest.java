package flamingo.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.controller.Finding;
import flamingo.controller.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
  @TempDir Path home;

  @Test
  void foldersOfTheUserAreLeftOut() {
    String text =
        new Diagnostics(
                List.of(new Finding("engine", "oneDNN 3.11, AVX-512", Severity.OK, "")),
                new MemoryUse(210_000_000, 0),
                List.of(
                    "WARN /data/anna/private/cat.png is broken.",
                    "WARN C:\\Users\\anna\\dog.png is broken.",
                    "WARN " + System.getProperty("user.home") + "/secret/owl.png"))
            .text();

    assertThat(text)
        .contains("engine: oneDNN 3.11, AVX-512", "210", "cat.png is broken", "dog.png", "owl.png")
        .doesNotContain("anna", "private", "secret", System.getProperty("user.home") + "/");
  }

  @Test
  void theLogsLastLinesAreRead() throws Exception {
    LogFile log = LogFile.in(home);
    assertThat(log.last(3)).isEmpty();
    Files.createDirectories(log.file().getParent());
    Files.writeString(
        log.file(),
        IntStream.rangeClosed(1, 50_000)
            .mapToObj(line -> "line " + line)
            .collect(Collectors.joining("\n")));

    assertThat(log.last(2)).containsExactly("line 49999", "line 50000");
  }
}
