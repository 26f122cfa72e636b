package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.model.vision.GraphTower;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds: a tower of the right width, or one sentence. */
class UserGraphFuzzTest {
  private static final int SIZE = 16;
  private static final int WIDTH = 4;
  private static final Pattern VALUE =
      Pattern.compile("(?<=: |\\[ |, )(-?\\d+(\\.\\d+)?|true|false|null|\"[A-Za-z]+\")");
  private static final List<String> INSTEAD =
      List.of("0", "-1", "2", "7", "65536", "2147483647", "1e300", "null", "\"NONE\"", "[ 0 ]");

  @TempDir Path folder;

  @Test
  void aConfigurationWithOneOtherValue() throws IOException {
    GraphFile file = sound();
    String json = new String(file.part("configuration.json"), StandardCharsets.UTF_8);
    List<MatchResult> values = VALUE.matcher(json).results().toList();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      MatchResult value = values.get(random.nextInt(values.size()));
      String other = INSTEAD.get(random.nextInt(INSTEAD.size()));
      String spoilt = json.substring(0, value.start()) + other + json.substring(value.end());
      file.with("configuration.json", spoilt.getBytes(StandardCharsets.UTF_8));
      assertTowerOrSentence(file.write(folder.resolve("encoder.zip")));
    }
  }

  @Test
  void aFileWithSomeOtherBytes() throws IOException {
    Path path = sound().write(folder.resolve("encoder.zip"));
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      byte[] spoilt = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      }
      assertTowerOrSentence(Files.write(path, spoilt));
    }
  }

  private static GraphFile sound() throws IOException {
    return GraphFile.of(
        GraphFile.graph(
            SIZE,
            3,
            new ConvolutionLayer.Builder(4, 4).stride(4, 4).nOut(WIDTH).build(),
            new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build()));
  }

  private static void assertTowerOrSentence(Path path) {
    try {
      GraphTower tower = UserGraph.read(path, SIZE, WIDTH);
      assertThat(tower.config().width()).isEqualTo(WIDTH);
    } catch (CheckpointException refused) {
      assertThat(refused.getMessage()).startsWith(path.toString()).endsWith(".");
    }
  }
}
