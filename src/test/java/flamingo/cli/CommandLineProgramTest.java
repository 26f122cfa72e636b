package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {
  @TempDir Path folder;

  @Test
  void withoutACommandTheWindowOpens() {
    Invocation invocation = Invocation.of();
    assertThat(invocation.exit()).isZero();
    assertThat(invocation.windows()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"caption", "ask", "bench", "explore", "report", "verify", "doctor"})
  void everyCommandExplainsItself(String command) {
    Invocation invocation = Invocation.of(command, "--help");
    assertThat(invocation.exit()).isZero();
    assertThat(invocation.out()).contains("Usage: flamingo-explorer " + command, "--json");
    assertThat(invocation.windows()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "bench --list, true",
    "checkpoint convert pom.xml --out a --precision int8, true",
    "checkpoint inspect pom.xml, false",
    "bench --help, false",
    "--version, false"
  })
  void onlyWhatComputesWaitsForNativeLibraries(String line, boolean computes) {
    assertThat(Invocation.of(line.split(" ")).computes()).isEqualTo(computes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verfy | Did you mean verify?",
        "verify | PATH",
        "verify /no/such/folder | /no/such/folder",
        "bench | --workload",
        "bench --workload nonsense | There is no workload nonsense",
        "bench --workload resampler-tokens-0 | There is no workload resampler-tokens-0",
        "bench --workload resampler-tokens-99999 | There is no workload",
        "bench --workload resampler --plan speed=9 | There is no optimization speed",
        "bench --workload resampler --plan tokens=65 | tokens cannot be 65",
        "bench --workload resampler --plan cache | has no cache",
        "bench --workload self-attention-576 --plan tokens=16 | has no latents to leave out",
        "bench --workload resampler-tokens-8 --plan tokens=16 | asks for 16 visual tokens",
        "bench --workload gated-xattn --threads 0 | 0 threads",
        "bench --workload gated-xattn --threads 4096 | 4096 threads",
        "bench --workload gated-xattn --samples 0 | 0 samples",
        "bench --workload gated-xattn --samples many | many",
        "explore --samples -1 | -1 samples",
        "explore --only nonsense | There is no experiment \"nonsense\"",
        "report | --out",
        "report --out pom.xml | pom.xml",
        "report --out target/no-report --from /no/such.csv | such.csv",
        "caption /no/such/image.png | image.png",
        "caption pom.xml | pom.xml",
        "ask pom.xml | QUESTION",
        "caption pom.xml --shots /no/such/folder | /no/such/folder"
      })
  void wrongUseEndsInOneSentence(String line, String named) {
    Invocation invocation = Invocation.of(line.strip().split(" "));
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.out()).isEmpty();
    assertThat(lastLine(invocation.err())).contains(named.strip());
    assertThat(invocation.err()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void theStackTraceIsShownOnRequest() {
    Invocation invocation = Invocation.of("verify", folder.resolve("absent").toString(), "--debug");
    assertThat(invocation.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(invocation.err()).contains("FixtureException", "\tat ");
  }

  private static String lastLine(String text) {
    return text.lines().reduce((before, last) -> last).orElse("");
  }
}
