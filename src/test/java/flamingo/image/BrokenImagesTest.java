package flamingo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, the answer is one sentence that names it and the remedy. */
class BrokenImagesTest {
  private final ImageDecoder decoder = ImageDecoder.forPhotos();

  @TempDir private Path folder;

  @Test
  void missing() {
    assertThat(refusal(folder.resolve("gone.png")))
        .contains("gone.png", "has gone", "folder again");
  }

  @Test
  void empty() {
    assertThat(refusal(new byte[0])).contains("empty (0 bytes)", "download it again");
  }

  @Test
  void notAnImage() {
    byte[] text = "%PDF-1.7 and so on, but named .jpg".getBytes(StandardCharsets.US_ASCII);
    assertThat(refusal(text))
        .contains("not a JPEG, PNG, GIF, BMP, WebP or TIFF image", "convert it");
    assertThat(refusal(new byte[] {'B'})).contains("not a JPEG");
  }

  @Test
  void folderInsteadOfAFile() {
    assertThat(refusal(folder)).contains("not an ordinary file");
  }

  @Test
  void unreadable() throws Exception {
    Path file = TestImages.write(folder.resolve("locked.png"), TestImages.encoded(2, 2, "png"));
    assertThat(file.toFile().setReadable(false)).isTrue();
    assumeFalse(Files.isReadable(file), "this user may read every file");
    assertThat(refusal(file)).contains("may not be read", "permissions");
  }

  @Test
  void hugePngIsRefusedFromItsHeaderWithoutTakingMemory() {
    Path bomb =
        TestImages.write(
            folder.resolve("bomb.png"), TestImages.png(50_000, 50_000, 8, 2, new byte[100]));
    refusal(bomb);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    String sentence = refusal(bomb);
    long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(sentence)
        .contains("bomb.png", "50,000 x 50,000 pixels", "limit of", "scale it down");
    assertThat(taken).isLessThan(1 << 20);
  }

  @Test
  void hugeHeadersOfEveryFormat() {
    ByteBuffer bmp = little(64).put(new byte[] {'B', 'M'}).putInt(10, 54).putInt(14, 40);
    bmp.putInt(18, 50_000).putInt(22, -50_000).putShort(28, (short) 24);
    assertThat(refusal(bmp.array())).contains("50,000 x 50,000");

    ByteBuffer gif = little(32).put("GIF89a".getBytes(StandardCharsets.US_ASCII));
    gif.putShort((short) 9).putShort((short) 9).put(13, (byte) 0x2C);
    gif.putShort(18, (short) 60_000).putShort(20, (short) 60_000);
    assertThat(refusal(gif.array())).contains("60,000 x 60,000");

    byte[] webp = TestImages.WEBP_LOSSY.clone();
    little(webp).putShort(26, (short) 0x3FFF).putShort(28, (short) 0x3FFF);
    assertThat(refusal(webp)).contains("16,383 x 16,383");

    byte[] jpeg = TestImages.encoded(8, 8, "jpg");
    ByteBuffer.wrap(jpeg)
        .putShort(frame(jpeg) + 5, (short) 60_000)
        .putShort(frame(jpeg) + 7, (short) 60_000);
    assertThat(refusal(jpeg)).contains("60,000 x 60,000");

    byte[] tiff = tiff(70_000, 70_000);
    assertThat(refusal(tiff)).contains("70,000 x 70,000");
  }

  @Test
  void animationThatContradictsItsCanvas() {
    byte[] webp = TestImages.WEBP_ANIMATED.clone();
    webp[24] = 1;
    assertThat(refusal(webp)).contains("contradicts itself");
  }

  @Test
  void tooLongForItsShape() {
    assertThat(refusal(TestImages.png(20_000_000, 1, 8, 0, new byte[9])))
        .contains("20,000,000 x 1 pixels", "limit of 1,000,000");
  }

  @Test
  void fileLargerThanTheLimit() {
    ImageDecoder strict =
        new ImageDecoder(new DecodeLimits(1_000_000, 50), OrientationPolicy.IGNORE);
    Path file = TestImages.write(folder.resolve("long.png"), TestImages.encoded(9, 9, "png"));
    assertThat(catchThrowableOfType(BrokenImageException.class, () -> strict.check(file)))
        .hasMessageContainingAll("long.png", "limit of 50", "save the image smaller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "tif", "bmp"})
  void truncatedFiles(String format) {
    byte[] whole = TestImages.encoded(60, 40, format);
    for (int length : new int[] {9, 30, whole.length / 2, whole.length - 20}) {
      Path file = TestImages.write(folder.resolve("cut." + format), Arrays.copyOf(whole, length));
      assertThat(catchThrowableOfType(BrokenImageException.class, () -> decoder.decode(file)))
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void truncatedFilesAreFoundWithoutDecoding(String format) {
    byte[] whole = TestImages.encoded(60, 40, format);
    assertThat(refusal(Arrays.copyOf(whole, whole.length * 3 / 4))).contains("ends too early");
  }

  @Test
  void truncatedWebp() {
    assertThat(refusal(Arrays.copyOf(TestImages.WEBP_LOSSLESS, 60))).contains("ends too early");
  }

  @Test
  void damagedPixelsArePaidForWhenTheyAreDecoded() throws Exception {
    byte[] png = TestImages.encoded(60, 40, "png");
    png[png.length - 30] ^= 0x55;
    Path file = TestImages.write(folder.resolve("scratched.png"), png);
    assertThatCode(() -> decoder.check(file)).doesNotThrowAnyException();
    assertThat(catchThrowableOfType(BrokenImageException.class, () -> decoder.decode(file)))
        .hasMessageContainingAll("scratched.png", "damaged");
  }

  @Test
  void photoThatIsFollowedByAVideoIsWhole() {
    byte[] jpeg = TestImages.encoded(20, 20, "jpg");
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 50_000);
    Path file = TestImages.write(folder.resolve("moving.jpg"), longer);
    assertThatCode(() -> decoder.decode(file)).doesNotThrowAnyException();
  }

  @Test
  void namesInAnyScript() throws Exception {
    Path file = TestImages.write(folder.resolve("火烈鸟 🦩 é.png"), TestImages.encoded(3, 2, "png"));
    assertThat(decoder.decode(file).width()).isEqualTo(3);
  }

  /** Random damage never surfaces as anything but a refusal. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "tif", "bmp", "webp"})
  void randomDamage(String format) {
    byte[] whole =
        format.equals("webp") ? TestImages.WEBP_ANIMATED : TestImages.encoded(16, 12, format);
    Random random = new Random(20220429);
    for (int trial = 0; trial < 150; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= trial % 8; i++) {
        damaged[random.nextInt(Math.min(damaged.length, 300))] = (byte) random.nextInt(256);
      }
      Path file = TestImages.write(folder.resolve("damaged"), damaged);
      try {
        decoder.decode(file);
      } catch (BrokenImageException refused) {
        assertThat(refused.getMessage()).startsWith(file + ": ").endsWith(".");
      }
    }
  }

  private String refusal(byte[] content) {
    return refusal(TestImages.write(folder.resolve("file.jpg"), content));
  }

  private String refusal(Path file) {
    BrokenImageException refused =
        catchThrowableOfType(BrokenImageException.class, () -> decoder.check(file));
    assertThat(refused).as("refusal of %s", file).isNotNull();
    assertThat(refused.getMessage())
        .startsWith(file + ": ")
        .endsWith(refused.reason())
        .contains("; ")
        .endsWith(".")
        .doesNotContain("\n");
    return refused.getMessage();
  }

  private static int frame(byte[] jpeg) {
    for (int i = 2; ; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        return i;
      }
    }
  }

  private static byte[] tiff(int width, int height) {
    ByteBuffer tiff = little(64).put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) 2);
    tiff.putShort((short) 256).putShort((short) 4).putInt(1).putInt(width);
    tiff.putShort((short) 257).putShort((short) 4).putInt(1).putInt(height);
    return tiff.array();
  }

  private static ByteBuffer little(int bytes) {
    return little(new byte[bytes]);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
