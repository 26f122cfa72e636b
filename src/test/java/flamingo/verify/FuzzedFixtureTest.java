package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.nd4j.Nd4jOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzedFixtureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"fixture.json, 120", "tensors.safetensors, 60"})
  void flippedBitsEndInAResultAndNeverInAnException(String name, int tries) throws IOException {
    Path file = new MadeFixture().write(folder).resolve(name);
    byte[] sound = Files.readAllBytes(file);
    Verifier verifier = new Verifier(List.of(new Nd4jOps()));
    Random random = new Random(11);
    int failed = 0;
    for (int i = 0; i < tries; i++) {
      byte[] bytes = sound.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Files.write(file, bytes);
      VerifySummary summary =
          verifier.run(
              List.of(folder), result -> assertThat(result.line()).doesNotContain("\n", "\r"));
      assertThat(summary.passed() + summary.failed() + summary.skipped()).isPositive();
      failed += summary.failed() > 0 ? 1 : 0;
    }
    assertThat(failed).isGreaterThan(tries / 3);
  }
}
