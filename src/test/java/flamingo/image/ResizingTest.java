package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values come from Pillow 11.3 through torchvision's Resize and CenterCrop. */
class ResizingTest {
  private static final int[] LEVELS = {0, 255, 0, 128, 64, 10, 20, 250, 40, 90, 200, 0, 5, 255, 17};
  private static final int[] ALPHA = {255, 0, 128, 7, 200, 0, 255, 30, 90, 1, 60, 60, 255, 0, 250};

  @ParameterizedTest
  @CsvSource({
    "2, 73 118 72 95",
    "3, 255 0 128 20 250 40 0 5 255",
    "4, 227 101 28 127 79 160 131 56 3 114 167 99 46 0 114 229",
  })
  void greyAsPillow(int size, String expected) {
    DecodedImage image = DecodedImage.of(5, 3, PixelLayout.GREY, bytes(LEVELS));
    assertThat(red(image, size)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2, 255 255 55 250", "4, 0 255 255 127 235 5 5 215 235 5 5 215 255 250 250 0"})
  void palettesByNearestNeighbour(int size, String expected) {
    int[] palette = IntStream.range(0, 256).map(i -> (255 - i) * 0x010101).toArray();
    DecodedImage image = new DecodedImage(5, 3, PixelLayout.INDEXED, bytes(LEVELS), palette);
    assertThat(red(image, size)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2, 3 35 68 18", "4, 0 0 0 91 15 47 90 47 21 32 55 28 67 0 3 21"})
  void opacityWeighsColours(int size, String expected) {
    byte[] samples = new byte[30];
    for (int i = 0; i < 15; i++) {
      samples[2 * i] = (byte) LEVELS[i];
      samples[2 * i + 1] = (byte) ALPHA[i];
    }
    DecodedImage image = DecodedImage.of(5, 3, PixelLayout.GREY_ALPHA, samples);
    assertThat(red(image, size)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 165 116 166 141",
    "4, 20 133 219 107 158 75 103 185 251 120 69 136 196 255 121 18"
  })
  void inksBecomeColoursAfterwards(int size, String expected) {
    byte[] samples = new byte[60];
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 5; x++) {
        int i = y * 5 + x;
        samples[4 * i] = (byte) LEVELS[i];
        samples[4 * i + 1] = (byte) LEVELS[y * 5 + 4 - x];
        samples[4 * i + 2] = (byte) LEVELS[(2 - y) * 5 + x];
        samples[4 * i + 3] = (byte) (LEVELS[i] / 3);
      }
    }
    DecodedImage image = DecodedImage.of(5, 3, PixelLayout.CMYK, samples);
    assertThat(red(image, size)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("evenImages")
  void evenImagesStayEven(int width, int height, int size, int level) {
    byte[] samples = new byte[width * height * 3];
    Arrays.fill(samples, (byte) level);
    byte[] pixels =
        Preprocessor.clip(size).pixels(DecodedImage.of(width, height, PixelLayout.RGB, samples));
    assertThat(pixels).hasSize(size * size * 3).containsOnly(level);
  }

  static Stream<Arguments> evenImages() {
    Random random = new Random(3);
    return Stream.concat(
        Stream.of(
            Arguments.of(1, 1, 1, 0),
            Arguments.of(1, 1, 70, 255),
            Arguments.of(90, 1, 70, 128),
            Arguments.of(1, 90, 1, 127),
            Arguments.of(90, 90, 70, 255)),
        Stream.generate(
                () ->
                    Arguments.of(
                        random.nextInt(90) + 1,
                        random.nextInt(90) + 1,
                        random.nextInt(70) + 1,
                        random.nextInt(256)))
            .limit(195));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void thinnestImagesAreCutToTheirMiddle(int length) {
    byte[] samples = new byte[length];
    Arrays.fill(samples, length / 3, length, (byte) 200);
    byte[] wide =
        Preprocessor.clip(8).pixels(DecodedImage.of(length, 1, PixelLayout.GREY, samples));
    byte[] tall =
        Preprocessor.clip(8).pixels(DecodedImage.of(1, length, PixelLayout.GREY, samples));
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        assertThat(tall[(x * 8 + y) * 3]).isEqualTo(wide[(y * 8 + x) * 3]);
      }
    }
  }

  static IntStream lengths() {
    return IntStream.concat(
        IntStream.of(2, 3, 7, 8, 9, 15, 16, 17, 2999, 3000), new Random(5).ints(90, 2, 3001));
  }

  @Test
  void halfCropsGoToTheEvenSide() {
    ResizedCrop crop = ResizedCrop.centreSquare(61, 32, 32);
    assertThat(crop.width()).isEqualTo(61);
    assertThat(crop.left()).isEqualTo(14);
    assertThat(ResizedCrop.centreSquare(63, 32, 32).left()).isEqualTo(16);
  }

  @Test
  void longSideIsFloored() {
    assertThat(ResizedCrop.centreSquare(100, 299, 224).height()).isEqualTo(669);
  }

  @Test
  void millionPixelsInARowNeedNoMillionTimesTheMemory() {
    DecodedImage row = DecodedImage.of(1_000_000, 1, PixelLayout.GREY, new byte[1_000_000]);
    assertThat(Preprocessor.clip(224).pixels(row)).hasSize(224 * 224 * 3);
  }

  @Test
  void valuesAreNormalisedPlaneByPlane() {
    Preprocessor preprocessor =
        new Preprocessor(1, new float[] {0.1f, 0.2f, 0.3f}, new float[] {0.5f, 0.25f, 2});
    DecodedImage pixel = DecodedImage.of(1, 1, PixelLayout.RGB, bytes(new int[] {255, 0, 51}));
    assertThat(preprocessor.values(pixel)).containsExactly(1.8f, -0.8f, (0.2f - 0.3f) / 2);
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static String red(DecodedImage image, int size) {
    byte[] pixels = Preprocessor.clip(size).pixels(image);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pixels.length; i += 3) {
      text.append(String.format(Locale.ROOT, "%d ", pixels[i] & 0xFF));
    }
    return text.toString().trim();
  }
}
