package flamingo.train.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import flamingo.image.Preprocessor;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Images of training look as those that the program reads. */
class CifarImagesTest {
  private static final int PLANE = 1024;

  @TempDir private Path folder;

  @Test
  void imagesAreEnlargedAndNormalisedAsTheProgramDoes() throws IOException {
    byte[] pixels = new byte[3 * PLANE];
    new Random(2).nextBytes(pixels);
    Files.write(folder.resolve("test_batch.bin"), record(8, pixels));
    ImageBatch batch;
    try (Autocast cast = Autocast.open(Autocast.Mode.BF16)) {
      batch = CifarImages.test(folder).draw(1, new SplittableRandom(1));
    }
    INDArray trained = Tensors.toArray(batch.normalised()).reshape(3, 64, 64);

    INDArray seen =
        Preprocessor.clip(64)
            .apply(DecodedImage.of(32, 32, PixelLayout.RGB, interleaved(pixels)));

    assertThat(batch.pictures().get(0).category()).isEqualTo("ship");
    double oneLevel = 1 / (255 * 0.26);
    assertThat(trained.sub(seen).amaxNumber().doubleValue()).isLessThan(1.05 * oneLevel);
    assertThat(trained.distance2(seen) / seen.norm2Number().doubleValue()).isCloseTo(0, within(0.01));
  }

  @Test
  void trainingImagesAreShiftedAndMirrored() throws IOException {
    byte[] pixels = new byte[3 * PLANE];
    pixels[16 * 32 + 10] = (byte) 255;
    for (int i = 1; i <= 5; i++) {
      Files.write(folder.resolve("data_batch_" + i + ".bin"), record(0, pixels));
    }
    ImageBatch batch = CifarImages.training(folder).draw(200, new SplittableRandom(1));
    INDArray red = Tensors.toArray(batch.pixels()).get(
        NDArrayIndex.all(),
        NDArrayIndex.point(0));
    INDArray columns = red.max(0).max(0); // of [64, 64], then [64]
    assertThat(columns.getDouble(2 * 10)).isGreaterThan(150);
    assertThat(columns.getDouble(2 * 14)).isGreaterThan(150);
    assertThat(columns.getDouble(2 * (31 - 10))).isGreaterThan(150);
    assertThat(columns.getDouble(2 * 29)).isLessThan(20);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), new byte[100]);
    assertThatThrownBy(() -> CifarImages.test(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no binary file of CIFAR-10");
  }

  private static byte[] record(int label, byte[] pixels) {
    byte[] record = new byte[1 + pixels.length];
    record[0] = (byte) label;
    System.arraycopy(pixels, 0, record, 1, pixels.length);
    return record;
  }

  private static byte[] interleaved(byte[] planes) {
    byte[] pixels = new byte[planes.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes[i % 3 * PLANE + i / 3];
    }
    return pixels;
  }
}
