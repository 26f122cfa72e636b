package flamingo.dataset.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SampleImageGeneratorTest {
  private static final Path FOLDER = Path.of("data", "sample-images");

  @SuppressWarnings("unused") // by name
  private static final Iterable<SampleScene> SCENES = SampleScenes.ALL;

  @ParameterizedTest
  @FieldSource("SCENES")
  void theFilesShowWhatTheGeneratorDraws(SampleScene scene) throws Exception {
    Path file = FOLDER.resolve(scene.label()).resolve(scene.name());
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] wanted = SampleImageGenerator.pixels(scene);
    assertThat(3 * image.getWidth() * image.getHeight()).isEqualTo(wanted.length);
    long apart = 0;
    for (int i = 0; i < wanted.length; i++) {
      int pixel = i / 3;
      int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
      apart += Math.abs((rgb >> 16 - 8 * (i % 3) & 0xFF) - (wanted[i] & 0xFF));
    }
    boolean exact = scene.name().endsWith("png") || scene.name().endsWith("tif");
    assertThat((double) apart / wanted.length).isLessThanOrEqualTo(exact ? 0 : 4);
  }

  @Test
  void thereAreNoOtherFiles() throws Exception {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile)).hasSameSizeAs(SampleScenes.ALL);
    }
  }
}
